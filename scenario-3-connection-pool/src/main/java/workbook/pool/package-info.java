/**
 * A connection pool for Milvus, small enough to read in one sitting and complete enough to run.
 *
 * <p>Read in this order: {@link workbook.pool.ConnectionPool} and {@link workbook.pool.Lease} (how
 * it is used), {@link workbook.pool.Slot} (the one atomic word that carries the core), {@link
 * workbook.pool.WaitQueue} (waiting borrowers), {@link workbook.pool.Maintenance} (opening and
 * closing off the borrowers' threads). The Milvus side is {@link workbook.pool.MilvusPools}.
 */
package workbook.pool;
