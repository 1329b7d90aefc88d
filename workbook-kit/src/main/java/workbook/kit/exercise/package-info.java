/** What an exercise is made of: its description, its gaps, and the messages of its tests. */
package workbook.kit.exercise;
