package workbook.kit.embedded;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs an {@link EmbeddedMilvus} on its own, until it is interrupted, for any client to use. */
@Command(name = "embedded", description = "Runs an embedded Milvus until it is interrupted.")
public final class EmbeddedMilvusMain implements Callable<Integer> {

  @Option(names = "--port", defaultValue = "19530", description = "Where it listens.")
  private int port;

  @Option(names = "--token", description = "A token, or user:password; without it all come in.")
  private String[] tokens = {};

  private EmbeddedMilvusMain() {}

  /** Starts the server and stays; {@code --port} and {@code --token} are explained on a mistake. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new EmbeddedMilvusMain()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    EmbeddedMilvus milvus = EmbeddedMilvus.start(port, tokens);
    Runtime.getRuntime().addShutdownHook(new Thread(milvus::close));
    System.out.println("Embedded Milvus listens on " + milvus.uri() + "; stop it with Ctrl-C.");
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }
}
