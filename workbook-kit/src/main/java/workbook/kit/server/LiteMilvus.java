package workbook.kit.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Milvus Lite, a process on this machine that keeps its data in a folder. */
final class LiteMilvus implements KeptServer {

  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 50;
  private static final long STOP_SECONDS = 3;

  private final ServerChoice choice;
  private final RunFolder folder;
  private final Reporter reporter;
  private volatile Process process;

  LiteMilvus(ServerChoice choice, RunFolder folder, Reporter reporter) {
    this.choice = choice;
    this.folder = folder;
    this.reporter = reporter;
  }

  @Override
  public String start() throws Exception {
    Path program = onPath(System.getenv("PATH")).orElseThrow(LiteMilvus::missing);
    int port = Ports.pick(choice.port());
    Path data = Files.createDirectories(folder.dataOf(choice));
    process =
        new ProcessBuilder(
                program.toString(),
                "server",
                "--data-dir",
                data.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    return Heartbeat.during(() -> awaitAnswer(port), reporter, "… Milvus Lite does not answer yet");
  }

  private String awaitAnswer(int port) throws InterruptedException {
    awaitPort(port);
    String uri = "http://127.0.0.1:" + port;
    Reachability.ask(uri, null, ANSWER);
    return uri;
  }

  private void awaitPort(int port) throws InterruptedException {
    long deadline = System.nanoTime() + STARTUP.toNanos();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new ServerUnavailable(
            "Milvus Lite did not start; it printed: " + lastLine(),
            "Try it by itself: milvus-lite server --data-dir some-folder --port " + port);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static Optional<Path> onPath(String path) {
    return Stream.of(String.valueOf(path).split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(
            folder -> Stream.of("milvus-lite", "milvus-lite.exe").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ServerUnavailable missing() {
    return new ServerUnavailable(
        "There is no `milvus-lite` on the PATH.",
        "Install it (Python 3.10 or newer): pip install milvus-lite==3.2.2 pymilvus==3.0.2\n"
            + "or pick another server: -Dmilvus=embedded, -Dmilvus=docker, -Dmilvus=http://host:19530.");
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log());
      return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1).strip();
    } catch (IOException e) {
      return "nothing that can be read";
    }
  }

  /** Beside the data, where it goes with the run. */
  private Path log() {
    return folder.dataOf(choice).resolve("server.log");
  }

  @Override
  public Optional<ProcessId> process() {
    return Optional.of(ProcessId.of(process.toHandle()));
  }

  @Override
  public void close() {
    Process started = process;
    if (started == null) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(started.descendants(), Stream.of(started.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!started.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
