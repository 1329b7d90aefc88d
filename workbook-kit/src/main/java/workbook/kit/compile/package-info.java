/** The JDK's compiler, in memory, with its messages in plain words. */
package workbook.kit.compile;
