/**
 * Programs to run and read, one idea each. {@code mvn -q compile exec:java -pl
 * scenario-3-connection-pool} runs {@link workbook.pool.examples.AllExamples}; add {@code
 * -Dexec.mainClass=workbook.pool.examples.BasicUsage} for one of them, and {@code -Dmilvus=…} to
 * say which server.
 */
package workbook.pool.examples;
