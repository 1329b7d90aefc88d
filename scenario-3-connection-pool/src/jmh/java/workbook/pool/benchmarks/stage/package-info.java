/** The server that the callers call, and the network in between. */
package workbook.pool.benchmarks.stage;
