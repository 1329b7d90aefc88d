package workbook.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A process that starts one server and lives exactly as long as the Maven run that it is for: when
 * that ends, in whatever way, the server is removed. A process of its own, because the JVMs that
 * use the server come and go during a run, and one that is killed removes nothing.
 *
 * <p>Its answer is in the {@link ServerFolder} when its standard output has ended.
 */
final class ServerKeeper {

  private static final int REMOVAL_SECONDS = 60;

  private final ServerChoice choice;
  private final ServerFolder folder;
  private final Progress progress;

  private ServerKeeper(ServerChoice choice, ServerFolder folder) {
    this.choice = choice;
    this.folder = folder;
    this.progress = Progress.of(folder);
  }

  /**
   * Starts and keeps the server that the system properties choose.
   *
   * @param args the server's folder
   */
  public static void main(String[] args) throws IOException {
    ServerFolder folder = new ServerFolder(Path.of(args[0]));
    try (FileChannel keeper = folder.open(ServerFolder.KEEPER)) {
      keeper.lock();
      new ServerKeeper(ServerChoice.fromProcess().orElseThrow(), folder).keep();
      System.exit(0); // threads of libraries may still run; the rest is the shutdown hook's
    }
  }

  private void keep() {
    ServerUnavailable unforeseen =
        new ServerUnavailable(
            choice.kind().key() + ": the server could not be started.",
            "The details are in " + folder.log());
    try {
      ProcessHandle run = folder.run().orElseThrow(() -> unforeseen);
      KeptServer server = server();
      removeLeftovers(server);
      // A hook, so that it is the same at the run's end and when this process is told to end.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "end"));
      folder.publish(server.start());
      progress.ready();
      MavenRun.awaitEnd(run);
    } catch (ServerUnavailable e) {
      folder.fail(e);
    } catch (Exception e) {
      e.printStackTrace(); // into this process's log
      folder.fail(unforeseen);
    }
  }

  private KeptServer server() {
    return switch (choice.kind()) {
      case DOCKER -> new DockerMilvus(choice, folder, progress);
      case LITE -> new LiteMilvus(choice, folder, progress);
      case EMBEDDED, URI -> throw new IllegalArgumentException(choice + " needs no keeper");
    };
  }

  /** Removes what keepers have left that were killed: of this run, and of runs that have ended. */
  private void removeLeftovers(KeptServer server) throws InterruptedException {
    server.remove(folder);
    try {
      for (ServerFolder forsaken : folder.forsaken()) {
        server.remove(forsaken);
        forsaken.delete();
      }
    } catch (UncheckedIOException e) {
      // Another keeper removes the same just now; what is left, the next one removes.
    }
  }

  private void end(KeptServer server) {
    System.out.close(); // nobody needs to wait for the removal
    folder.withdraw();
    progress.begin("Removing the server", REMOVAL_SECONDS, folder.failure());
    try {
      server.remove(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the next keeper removes it
    }
    if (folder.run().isEmpty()) {
      folder.delete();
    }
  }
}
