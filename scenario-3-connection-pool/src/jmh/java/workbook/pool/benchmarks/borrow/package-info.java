/** Borrowing and returning alone, without a server: the reference pool beside its peers. */
package workbook.pool.benchmarks.borrow;
