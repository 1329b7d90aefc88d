/**
 * The boolean filter language of Milvus: text to tokens, and tokens to a test of rows, checked
 * against the fields of a collection while they are read.
 */
package workbook.kit.embedded.filter;
