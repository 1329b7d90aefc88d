/**
 * Runs exercises and says what came out: inside Maven's test JVM, and in warm workers beside it.
 */
package workbook.kit.run;
