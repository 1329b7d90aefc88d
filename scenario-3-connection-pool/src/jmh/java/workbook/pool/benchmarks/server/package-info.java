/** Calls to a server from many threads: the reference pool beside the other ways of connecting. */
package workbook.pool.benchmarks.server;
