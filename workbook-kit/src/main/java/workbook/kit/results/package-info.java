/** {@code results.json}: what a learner has solved, for the companion and for graders. */
package workbook.kit.results;
