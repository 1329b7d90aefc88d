/** One client, done right. */
package workbook.basics;
