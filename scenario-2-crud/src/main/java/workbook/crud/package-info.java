/** Writing, reading and deleting, done right. */
package workbook.crud;
