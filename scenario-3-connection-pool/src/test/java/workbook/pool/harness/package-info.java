/**
 * Stand-ins for what is on the other side of a pool: connections and a server that do what a test
 * tells them. The exercises' tests use them; reading them is allowed and may help.
 */
package workbook.pool.harness;
