package workbook.pool.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import workbook.kit.server.DockerHost;

/**
 * Starts {@link Benchmarks} in a JVM whose environment suits Testcontainers, which takes some of
 * its settings from nowhere else.
 */
public final class Launcher {

  private Launcher() {}

  /**
   * Starts it and ends with its status.
   *
   * @param args its arguments
   */
  public static void main(String[] args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Benchmarks.class.getName());
    command.addAll(List.of(args));

    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(DockerHost.environment(System.getenv()));
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    ProcessHandle maven = ProcessHandle.current().parent().orElseThrow();
    CompletableFuture.anyOf(process.onExit(), maven.onExit()).join();
    // Whoever has ended Maven means the benchmarks and their containers, too.
    System.exit(process.isAlive() ? 1 : process.exitValue());
  }
}
