package workbook.kit.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import workbook.kit.console.Terminal;

/** Looks whether everything is there. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks whether what the workbook needs is there, and says what to do if not.")
final class DoctorCommand implements Callable<Integer> {

  private static final int JAVA = 17;
  private static final Pattern MAVEN =
      Pattern.compile("Apache Maven (\\d+)\\.(\\d+)[^ \\u001b\\r\\n]*");
  private static final long DISK_BYTES = 1_000_000_000L;
  private static final int[] PORTS = {19530, 9091};

  private final Desk desk;
  private final List<Finding> findings = new ArrayList<>();

  DoctorCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    java();
    maven();
    docker();
    lite();
    ports();
    disk();
    clock();
    console();
    findings.forEach(this::print);
    boolean ill = findings.stream().anyMatch(one -> !one.fine() && one.required());
    desk.terminal().line();
    desk.terminal()
        .wrapped(
            0, ill ? "Mend what is marked as needed." : "All that the exercises need is there.");
    return ill ? 1 : 0;
  }

  private void java() {
    boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
    needed(
        compiler && Runtime.version().feature() >= JAVA,
        "JDK",
        Runtime.version()
            + (compiler ? "" : " without a compiler")
            + ", "
            + System.getProperty("java.home"),
        "install a JDK " + JAVA + " or newer and set JAVA_HOME to its folder");
  }

  private void maven() {
    Matcher version = MAVEN.matcher(ask(Build.command(), "-v").orElse(""));
    boolean there = version.find();
    boolean enough =
        there
            && (Integer.parseInt(version.group(1)) > 3 || Integer.parseInt(version.group(2)) >= 8);
    needed(
        enough,
        "Maven",
        there ? version.group() : "not found",
        "install Maven 3.8 or newer and put its bin folder on the PATH");
  }

  private void docker() {
    Optional<String> engine = ask("docker", "info", "--format", "{{.ServerVersion}}");
    optional(
        engine.isPresent(),
        "Docker",
        engine.map(String::strip).orElse("no engine answers"),
        "only for -Dmilvus=docker: start Docker, or see docs/air-gapped.md");
    String images = ask("docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}").orElse("");
    String milvus =
        images.lines().filter(image -> image.contains("milvus:")).findFirst().orElse("");
    optional(
        !milvus.isEmpty(),
        "Milvus image",
        milvus.isEmpty() ? "none" : milvus,
        "only for -Dmilvus=docker: it is pulled at the first use, or built by .ci/images");
  }

  private void lite() {
    Optional<Path> lite =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "milvus-lite"))
            .filter(Files::isExecutable)
            .findFirst();
    optional(
        lite.isPresent(),
        "Milvus Lite",
        lite.map(Path::toString).orElse("not on the PATH"),
        "only for -Dmilvus=lite: pip install milvus-lite");
  }

  private void ports() {
    for (int port : PORTS) {
      optional(
          isFree(port),
          "Port " + port,
          isFree(port) ? "free" : "in use",
          "a Milvus of your own? Then try -Dmilvus=http://localhost:19530");
    }
  }

  private void disk() throws IOException {
    long free = Files.getFileStore(desk.top()).getUsableSpace();
    needed(
        free >= DISK_BYTES,
        "Disk",
        "%.1f GB free".formatted(free / 1e9),
        "make room: 1 GB is enough for the libraries and what is built");
  }

  /** A clock behind makes every file look newer than what was built from it. */
  private void clock() throws IOException {
    Instant pom = Files.getLastModifiedTime(desk.top().resolve("pom.xml")).toInstant();
    boolean behind = Instant.now().isBefore(pom.minus(Duration.ofMinutes(1)));
    needed(
        !behind,
        "Clock",
        Instant.now() + (behind ? ", but there are files from the future" : ""),
        "set the computer's date and time");
  }

  private void console() {
    Terminal terminal = desk.terminal();
    optional(
        terminal.hasUnicode(),
        "Console",
        terminal.width()
            + " columns, "
            + (terminal.hasUnicode() ? "UTF-8" : "ASCII")
            + (terminal.hasColours() ? ", colours" : ", no colours"),
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

  private void needed(boolean fine, String what, String found, String advice) {
    findings.add(new Finding(fine, true, what, found, advice));
  }

  private void optional(boolean fine, String what, String found, String advice) {
    findings.add(new Finding(fine, false, what, found, advice));
  }

  private void print(Finding finding) {
    Terminal terminal = desk.terminal();
    String mark = finding.fine() ? terminal.green("✓") : terminal.red("✗");
    terminal.wrapped(0, "%s %-13s %s".formatted(mark, finding.what(), finding.found()));
    if (!finding.fine()) {
      terminal.wrapped(16, (finding.required() ? "needed: " : "optional: ") + finding.advice());
    }
  }

  private record Finding(
      boolean fine, boolean required, String what, String found, String advice) {}
}
