/** Tables, charts and verdicts, all computed from the JSON that JMH writes. */
package workbook.pool.benchmarks.report;
