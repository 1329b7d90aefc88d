/** What a learner sees: the report, in the terminal and at the end of a Maven run. */
package workbook.kit.console;
