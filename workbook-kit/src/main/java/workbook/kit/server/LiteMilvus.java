package workbook.kit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workbook.kit.files.Disk;

/** Milvus Lite, a process on this machine that keeps its data in a folder. */
final class LiteMilvus implements KeptServer {

  private static final int STARTUP_SECONDS = 60;
  private static final long POLL_MILLIS = 50;

  private final ServerChoice choice;
  private final ServerFolder folder;
  private final Progress progress;

  LiteMilvus(ServerChoice choice, ServerFolder folder, Progress progress) {
    this.choice = choice;
    this.folder = folder;
    this.progress = progress;
  }

  @Override
  public String start() throws IOException, InterruptedException {
    int port = pickPort();
    String uri = "http://127.0.0.1:" + port;
    progress.begin("Starting Milvus Lite", 2 * STARTUP_SECONDS, notStarted(port));
    Process lite = launch(port);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTUP_SECONDS);
    while (!Reachability.listens(uri)) {
      if (!lite.isAlive() || System.nanoTime() - deadline > 0) {
        throw notStarted(port);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    Reachability.ask(uri, null);
    return uri;
  }

  /** The port wanted, or a free one if that is 0. */
  private int pickPort() {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket(choice.port(), 1, here)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw choice.portTaken();
    }
  }

  private Process launch(int port) throws IOException {
    Files.createDirectories(folder.data());
    String[] command = {
      "milvus-lite", "server", "--data-dir", folder.data().toString(),
      "--host", "127.0.0.1", "--port", Integer.toString(port)
    };
    ProcessBuilder lite = new ProcessBuilder(command).redirectErrorStream(true);
    try {
      return lite.redirectOutput(log().toFile()).start();
    } catch (IOException e) {
      throw new ServerUnavailable(
          "There is no `milvus-lite` on the PATH.",
          "Install it (Python 3.10 or newer): pip install milvus-lite==3.2.2 pymilvus==3.0.2\n"
              + "or pick another server: -Dmilvus=embedded, -Dmilvus=docker, -Dmilvus=http://host:19530.");
    }
  }

  private ServerUnavailable notStarted(int port) {
    List<String> printed = Disk.lines(log());
    String last = printed.isEmpty() ? "nothing" : printed.get(printed.size() - 1).strip();
    return new ServerUnavailable(
        "Milvus Lite did not start; it printed: " + last,
        "Try it by itself: milvus-lite server --data-dir some-folder --port " + port);
  }

  /** Beside the data, where it goes with the run. */
  private Path log() {
    return folder.data().resolve("server.log");
  }

  @Override
  public void remove(ServerFolder of) throws InterruptedException {
    String data = of.data().toString(); // in the command line of no other process
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (process.info().commandLine().orElse("").contains(data)) {
        process.destroyForcibly(); // its data is not needed any more
        MavenRun.awaitEnd(process);
      }
    }
  }
}
