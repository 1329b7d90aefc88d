/** The companion, {@code ./workbook}. */
package workbook.kit.cli;
