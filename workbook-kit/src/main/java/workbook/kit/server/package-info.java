/**
 * Which Milvus the lessons talk to: {@code -Dmilvus=} or the environment variable {@code MILVUS}
 * says {@code embedded}, {@code docker}, {@code lite} or the URI of a server.
 *
 * <p>A container or a Milvus Lite is started once per Maven run by a process of its own, the
 * keeper, and removed when that run ends, however it ends. {@code docs/servers.md} tells more.
 */
package workbook.kit.server;
