package workbook.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RunFolder.Kept;

/**
 * A process that starts one server and lives exactly as long as its owner, Maven's JVM: when that
 * ends, in whatever way, the server is removed. A process of its own, because the JVMs that use the
 * server come and go during a Maven run, and one that is killed removes nothing.
 */
final class ServerKeeper {

  private final ServerChoice choice;
  private final RunFolder folder;
  private final Reporter reporter;

  private ServerKeeper(ProcessId owner, ServerChoice choice, Reporter reporter) {
    this.choice = choice;
    this.folder = RunFolder.of(owner);
    this.reporter = reporter;
  }

  /** What {@link #main} needs to be told. */
  static List<String> arguments(ProcessId owner, ServerChoice choice) {
    return List.of(
        owner.toString(),
        choice.kind().name(),
        choice.image() == null ? "" : choice.image(),
        Integer.toString(choice.port()));
  }

  /**
   * Starts and keeps a server.
   *
   * @param args see {@link #arguments}
   */
  public static void main(String[] args) throws InterruptedException {
    ProcessId owner = ProcessId.parse(args[0]).orElseThrow();
    ServerChoice choice =
        new ServerChoice(
            Kind.valueOf(args[1]),
            null,
            null,
            args[2].isEmpty() ? null : args[2],
            Integer.parseInt(args[3]));
    if (new ServerKeeper(owner, choice, new Reporter(System.out)).start()) {
      owner.awaitEnd();
    }
    System.exit(0); // threads of libraries may still run; the rest is the shutdown hook's
  }

  private boolean start() {
    try {
      folder.sweep();
      KeptServer server = server();
      // A hook, so that it is the same at the owner's end and when this process is told to end.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "end"));
      String uri = server.start();
      ProcessId me = ProcessId.of(ProcessHandle.current());
      folder.publish(choice, new Kept(me, uri, server.process().orElse(null)));
      reporter.ready(uri);
      return true;
    } catch (ServerUnavailable e) {
      reporter.failed(e);
    } catch (Exception e) {
      e.printStackTrace(); // into this process's log
      reporter.failed(
          new ServerUnavailable(
              choice.kind().key() + ": the server could not be started: " + Causes.root(e),
              "The details are in " + folder.logOf(choice)));
    }
    return false;
  }

  private KeptServer server() throws IOException {
    return switch (choice.kind()) {
      case DOCKER -> new DockerMilvus(choice, folder, reporter);
      case LITE -> new LiteMilvus(choice, folder, reporter);
      case EMBEDDED, URI -> throw new IllegalArgumentException(choice + " needs no keeper");
    };
  }

  private void end(KeptServer server) {
    try {
      folder.withdraw(choice); // nobody finds it any more
      server.close();
      if (!folder.owner().isAlive()) {
        folder.delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into the log; the next keeper sweeps
    }
  }
}
