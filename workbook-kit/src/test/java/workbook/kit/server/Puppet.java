package workbook.kit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM that does what it is told, so that a test can play a Maven run: one puppet is Maven, and
 * its forks are the JVMs of the tests.
 *
 * <p>The test's side is this class's instances; {@link #main} is the other.
 */
final class Puppet implements AutoCloseable {

  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;

  private Puppet(Process process) {
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = process.inputReader();
  }

  /** A run that leaves word in a folder of its own, and so knows nothing of other runs. */
  static Puppet start(Path temporary) {
    return new Puppet(launch(temporary.toString(), "own"));
  }

  /** Forks a JVM that asks for the server and then ends with this status; its answer. */
  String fork(int status) throws IOException {
    orders.println(status);
    return answers.readLine();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Lets it end by itself, as after the last module. */
  void finish() throws InterruptedException {
    orders.close();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Process launch(String temporary, String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1");
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith("milvus")) {
                builder.command().add("-D" + key + "=" + value);
              }
            });
    builder.command().add("-Djava.io.tmpdir=" + temporary);
    if (arguments[0].equals("ask")) {
      builder.command().add("-Dworkbook.fork=true");
    }
    builder.command().addAll(List.of("-cp", System.getProperty("java.class.path")));
    builder.command().add(Puppet.class.getName());
    builder.command().addAll(List.of(arguments));
    try {
      return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code own}: reads orders, one line each, until there are no more. {@code ask STATUS}: prints
   * the server's URI and ends with that status.
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("ask")) {
      System.out.println(MilvusServer.start(ServerChoice.ofKind(MilvusServer.Kind.DOCKER)).uri());
      System.exit(Integer.parseInt(args[1]));
    }
    String temporary = System.getProperty("java.io.tmpdir");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String status; (status = orders.readLine()) != null; ) {
      try (BufferedReader answer = launch(temporary, "ask", status).inputReader()) {
        System.out.println(answer.readLine());
      }
    }
  }
}
