/**
 * An in-process Milvus: the real gRPC protocol on loopback, real storing, filtering and exact
 * searching, and faults on demand. {@link workbook.kit.embedded.EmbeddedMilvus} is the way in.
 */
package workbook.kit.embedded;
