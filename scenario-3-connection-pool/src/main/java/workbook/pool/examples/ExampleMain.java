package workbook.pool.examples;

import workbook.kit.server.MilvusServer;
import workbook.kit.server.ServerUnavailable;
import workbook.pool.MilvusSettings;

/** What the mains of the examples have in common: a server, and how they end. */
final class ExampleMain {

  private static final int FAILED = 1;
  private static final int NO_SERVER = 2;

  private ExampleMain() {}

  /** An example. */
  @FunctionalInterface
  interface Example {
    /** Runs it on a server that has the {@link ExampleCollection}. */
    void run(MilvusSettings settings) throws Exception;
  }

  /** Runs an example on the server that was chosen. Ends the JVM if that fails. */
  static void run(Example example) {
    try {
      MilvusServer server = MilvusServer.resolve();
      System.out.println("Server: " + server.describe());
      MilvusSettings settings = MilvusSettings.of(server.uri()).withToken(server.token());
      ExampleCollection.ensure(settings);
      example.run(settings);
    } catch (ServerUnavailable e) {
      System.err.println(e.getMessage());
      System.exit(NO_SERVER);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(FAILED);
    }
  }
}
