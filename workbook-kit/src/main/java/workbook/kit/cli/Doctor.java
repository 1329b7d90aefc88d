package workbook.kit.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import workbook.kit.console.Shell;

/** Looks whether everything is there. */
final class Doctor {

  private static final Pattern MAVEN = Pattern.compile("Apache Maven \\d[^ \\u001b\\r\\n]*");
  private static final String NEW_ENOUGH = "Apache Maven ([4-9]|3\\.([89]|\\d\\d)).*";
  private static final long DISK_BYTES = 1_000_000_000L;
  private static final long MINUTE_MILLIS = 60_000;

  private final Desk desk;
  private boolean fine = true;

  Doctor(Desk desk) {
    this.desk = desk;
  }

  /** Prints a line for each thing; whether all that is needed is there. */
  boolean isFine() {
    java();
    maven();
    servers();
    disk();
    clock();
    console();
    desk.report()
        .say(fine ? "All that the exercises need is there." : "Mend what is marked as needed.");
    return fine;
  }

  private void java() {
    boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
    needed(
        "JDK",
        compiler,
        Runtime.version()
            + (compiler ? ", " : " without a compiler, ")
            + System.getProperty("java.home"),
        "install a JDK 17 or newer and set JAVA_HOME to its folder");
  }

  private void maven() {
    Matcher version = MAVEN.matcher(ask(Build.command(), "-v").orElse(""));
    String found = version.find() ? version.group() : "not found";
    needed(
        "Maven",
        found.matches(NEW_ENOUGH),
        found,
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
        ask("sh", "-c", "command -v milvus-lite").map(String::strip),
        "not on the PATH",
        "only for -Dmilvus=lite: pip install milvus-lite==3.2.2 pymilvus==3.0.2");
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
        Instant.now().truncatedTo(ChronoUnit.SECONDS)
            + (right ? "" : ", but there are files from the future"),
        "set the computer's date and time");
  }

  private void console() {
    String found =
        desk.terminal().width()
            + (desk.terminal().unicode() ? " columns, UTF-8" : " columns, ASCII")
            + (desk.terminal().colours() ? ", colours" : ", no colours");
    optional(
        "Console",
        Optional.of(found).filter(any -> desk.terminal().unicode()),
        found,
        "nothing is lost; for nicer output use a UTF-8 locale");
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
    print(right, desk.terminal().red("✗"), what, found, "needed: " + advice);
  }

  private void optional(String what, Optional<String> found, String missing, String advice) {
    print(found.isPresent(), "·", what, found.orElse(missing), "optional: " + advice);
  }

  private void print(boolean right, String otherwise, String what, String found, String advice) {
    String mark = right ? desk.terminal().green("✓") : otherwise;
    desk.terminal().hanging("%s %-13s ".formatted(mark, what), found);
    if (!right) {
      desk.terminal().wrapped(16, advice);
    }
  }
}
