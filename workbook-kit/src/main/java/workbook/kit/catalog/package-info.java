/** Which scenarios and exercises there are, read from the folders and sources of the workbook. */
package workbook.kit.catalog;
