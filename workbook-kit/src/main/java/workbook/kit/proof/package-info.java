/**
 * Proves that the exercises are right: starters fail for a declared reason, solutions and
 * alternatives pass, mistakes are rejected by the test that names them.
 */
package workbook.kit.proof;
