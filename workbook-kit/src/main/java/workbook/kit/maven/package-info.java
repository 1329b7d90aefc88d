/** The steps of a learner's Maven build that are not Maven's own. */
package workbook.kit.maven;
