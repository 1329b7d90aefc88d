package workbook.kit.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import workbook.kit.console.Shell;
import workbook.kit.console.Terminal;

/** Looks whether everything is there. */
final class Doctor {

  private static final int JAVA = 17;
  private static final Pattern MAVEN =
      Pattern.compile("Apache Maven (\\d+)\\.(\\d+)[^ \\u001b\\r\\n]*");
  private static final long DISK_BYTES = 1_000_000_000L;
  private static final long MINUTE_MILLIS = 60_000;

  private final Desk desk;
  private final Terminal terminal;
  private boolean fine = true;

  Doctor(Desk desk) {
    this.desk = desk;
    this.terminal = desk.terminal();
  }

  /** Prints a line for each thing; whether all that is needed is there. */
  boolean isFine() {
    java();
    maven();
    servers();
    disk();
    clock();
    console();
    terminal.line();
    terminal.wrapped(
        0, fine ? "All that the exercises need is there." : "Mend what is marked as needed.");
    return fine;
  }

  private void java() {
    boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
    needed(
        "JDK",
        compiler && Runtime.version().feature() >= JAVA,
        Runtime.version()
            + (compiler ? ", " : " without a compiler, ")
            + System.getProperty("java.home"),
        "install a JDK " + JAVA + " or newer and set JAVA_HOME to its folder");
  }

  private void maven() {
    Matcher version = MAVEN.matcher(ask(Build.command(), "-v").orElse(""));
    boolean there = version.find();
    needed(
        "Maven",
        there
            && (Integer.parseInt(version.group(1)) > 3 || Integer.parseInt(version.group(2)) >= 8),
        there ? version.group() : "not found",
        "install Maven 3.8 or newer and put its bin folder on the PATH");
  }

  private void servers() {
    optional(
        "Docker",
        ask("docker", "info", "--format", "{{.ServerVersion}}").map(String::strip),
        "no engine answers",
        "only for -Dmilvus=docker: start Docker, or see docs/air-gapped.md");
    optional(
        "Milvus image",
        ask("docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}")
            .flatMap(all -> all.lines().filter(image -> image.contains("milvus:")).findFirst()),
        "none",
        "only for -Dmilvus=docker: it is pulled at the first use, or built by .ci/images");
    optional(
        "Milvus Lite",
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "milvus-lite"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst(),
        "not on the PATH",
        "only for -Dmilvus=lite: pip install milvus-lite");
    for (int port : new int[] {19530, 9091}) {
      optional(
          "Port " + port,
          isFree(port) ? Optional.of("free") : Optional.empty(),
          "in use",
          "a Milvus of your own? Then try -Dmilvus=http://localhost:19530");
    }
  }

  private void disk() {
    long free = desk.top().toFile().getUsableSpace();
    needed(
        "Disk",
        free >= DISK_BYTES,
        "%.1f GB free".formatted(free / 1e9),
        "make room: 1 GB is enough for the libraries and what is built");
  }

  /** A clock behind makes every file look newer than what was built from it. */
  private void clock() {
    long pom = desk.top().resolve("pom.xml").toFile().lastModified();
    boolean right = System.currentTimeMillis() > pom - MINUTE_MILLIS;
    needed(
        "Clock",
        right,
        Instant.now() + (right ? "" : ", but there are files from the future"),
        "set the computer's date and time");
  }

  private void console() {
    String found =
        "%d columns, %s, %s"
            .formatted(
                terminal.width(),
                terminal.hasUnicode() ? "UTF-8" : "ASCII",
                terminal.hasColours() ? "colours" : "no colours");
    print(
        "Console",
        terminal.hasUnicode(),
        found,
        "optional: nothing is lost; for nicer output use a UTF-8 locale");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<String> ask(String... command) {
    return Shell.ask(desk.top(), command);
  }

  private void needed(String what, boolean right, String found, String advice) {
    fine &= right;
    print(what, right, found, "needed: " + advice);
  }

  private void optional(String what, Optional<String> found, String missing, String advice) {
    print(what, found.isPresent(), found.orElse(missing), "optional: " + advice);
  }

  private void print(String what, boolean right, String found, String advice) {
    String mark = right ? terminal.green("✓") : terminal.red("✗");
    terminal.wrapped(0, "%s %-13s %s".formatted(mark, what, found));
    if (!right) {
      terminal.wrapped(16, advice);
    }
  }
}
