/**
 * The boolean filter language of Milvus: text to tokens, tokens to a tree, and the tree — checked
 * against the fields of a collection — to a test of rows.
 */
package workbook.kit.embedded.filter;
