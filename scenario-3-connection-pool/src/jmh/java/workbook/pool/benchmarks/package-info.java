/**
 * What a pool costs and what it brings, measured with JMH: {@code docs/benchmarks.md} tells how to
 * run it and what came out.
 */
package workbook.pool.benchmarks;
