package workbook.kit.embedded;

import java.util.concurrent.CountDownLatch;

/** Runs an {@link EmbeddedMilvus} on its own, until it is interrupted, for any client to use. */
public final class EmbeddedMilvusMain {

  private static final String USAGE =
      "Usage: EmbeddedMilvusMain [--port <number>] [--token <token or user:password>]";
  private static final int MILVUS_PORT = 19530;

  private EmbeddedMilvusMain() {}

  /**
   * Starts the server and stays.
   *
   * @param args {@code --port}, 19530 by default, and {@code --token}, without which anybody may
   *     connect who can reach the loopback interface
   */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedMilvus.Options options = EmbeddedMilvus.with().port(MILVUS_PORT);
    try {
      for (int i = 0; i < args.length; i += 2) {
        apply(options, args[i], args[i + 1]);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      System.err.println(USAGE);
      System.exit(2);
    }
    EmbeddedMilvus milvus = options.start();
    Runtime.getRuntime().addShutdownHook(new Thread(milvus::close));
    System.out.println("Embedded Milvus listens on " + milvus.uri() + "; stop it with Ctrl-C.");
    new CountDownLatch(1).await();
  }

  private static void apply(EmbeddedMilvus.Options options, String name, String value) {
    switch (name) {
      case "--port" -> options.port(Integer.parseInt(value));
      case "--token" -> options.token(value);
      default -> throw new IllegalArgumentException(name);
    }
  }
}
