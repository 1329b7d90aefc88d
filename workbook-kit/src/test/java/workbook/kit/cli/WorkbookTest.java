package workbook.kit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.Catalog;
import workbook.kit.compile.ClassPath;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;
import workbook.kit.results.Progress;

/** The companion on the sample workbook. */
class WorkbookTest {

  /** For a machine that is busy with other things. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Sample sample;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
    // As if Maven had been here.
    ClassPath.write(sample.scenario().results().resolve("classpath"), ClassPath.own());
  }

  @Test
  @DisplayName("list shows status, minutes and points, before and after the exercise is solved")
  void list() throws Exception {
    assertThat(execute("list")).isZero();
    assertThat(text()).contains("· 9.01  Count", "5 min", "10 points  not run");
    solve();
    assertThat(execute("run")).isZero();
    assertThat(text()).contains("✓ 9.01 Count is solved: 2 of 2 tests.");
    execute("list");
    assertThat(text()).contains("✓ 9.01  Count", "passed", "1 of 1 exercises");
  }

  @Test
  @DisplayName("list says which exercise has changed since its last run, and what to do")
  void listChanged() throws Exception {
    solve();
    execute("run");
    sample.change(sample.code("exercises/java"), "final class", "// better\nfinal class");
    execute("list");
    assertThat(text()).contains("· 9.01  Count", "points  changed", "./workbook run 9.01");
  }

  @Test
  @DisplayName("run ends with 1 while the exercise is not solved, and writes the result down")
  void run() {
    assertThat(execute("run", "901")).isEqualTo(1);
    assertThat(text()).contains("is not solved yet", "Ex901Count.java:9");
    assertThat(sample.scenario().results().resolve("results.json")).content().contains("unsolved");
  }

  @Test
  @DisplayName("an unknown exercise is refused in a sentence, wrong usage with 2")
  void refused() {
    assertThat(execute("run", "7.77")).isEqualTo(1);
    assertThat(text()).contains("There is no exercise 7.77.").doesNotContain("Exception");
    assertThat(execute("jump")).isEqualTo(2);
  }

  @Test
  @DisplayName("an exercise that is only planned is told so, with the next that is there")
  void planned() {
    sample.change(folder.resolve("checklist.md"), "9.01.", "9.01; planned: 8.04, 9.02.");
    assertThat(execute("hint", "8.4")).isEqualTo(1);
    assertThat(text()).contains("Exercise 8.04 is planned", "next that is there: 9.01 Count");
    execute("run", "902");
    assertThat(text()).contains("Exercise 9.02 is planned", "It would be the last one");
  }

  @Test
  @DisplayName("what is not understood is told in a line or two, with the nearest command")
  void slips() {
    assertThat(execute("hnt")).isEqualTo(2);
    assertThat(text())
        .isEqualToNormalizingNewlines(
            "Not understood: hnt\nDid you mean: ./workbook hint\nHelp: ./workbook --help\n");
    assertThat(execute("hint", "9.01", "9.02")).isEqualTo(2);
    assertThat(text())
        .isEqualToNormalizingNewlines("Not understood: 9.02\nHelp: ./workbook hint --help\n");
    assertThat(execute("reset")).isEqualTo(2);
    assertThat(text()).contains("Which exercise?");
    assertThat(execute("prove", "--times", "0")).isEqualTo(2);
    assertThat(text()).contains("--times takes 1 or more");
  }

  @Test
  @DisplayName("a file that cannot be written is told in a sentence")
  void notWritable() throws Exception {
    Files.createFile(folder.resolve("target"));
    assertThat(execute("checklist")).isEqualTo(1);
    assertThat(text()).contains("`counting`", "A file cannot be read or written.");
  }

  @Test
  @DisplayName("a verdict is shown although it cannot be written down")
  void verdictNotWritable() throws Exception {
    Files.createDirectory(sample.scenario().results().resolve("results.json.new"));
    assertThat(execute("run", "9.01")).isEqualTo(1);
    assertThat(text()).contains("cannot be written down", "9.01 Count · 0 of 2 tests");
  }

  @Test
  @DisplayName("every command has help")
  void help() {
    assertThat(Workbook.commands(desk()).getSubcommands().keySet())
        .allSatisfy(command -> assertThat(execute(command, "--help")).isZero());
  }

  @Test
  @DisplayName("hints come one level at a call, say how many are left, and begin again")
  void hints() {
    execute("hint", "9.01");
    assertThat(text()).contains("hint 1 of 3: Ask yourself", "2 more");
    execute("hint");
    assertThat(text()).contains("hint 2 of 3: Look at", "1 more");
    execute("hint");
    assertThat(text()).contains("hint 3 of 3: Nearly there", "the last one");
    execute("hint");
    assertThat(text()).contains("hint 1 of 3: Ask yourself");
  }

  @Test
  @DisplayName("the solution is shown to whoever has solved it, or gives up")
  void solution() throws Exception {
    assertThat(execute("solution", "9.01")).isEqualTo(1);
    assertThat(text()).doesNotContain("++last");
    assertThat(execute("solution", "9.01", "--give-up")).isZero();
    assertThat(text()).contains("return ++last;", "Another way, field-first");
    solve();
    execute("run");
    assertThat(execute("solution", "9.01")).isZero();
  }

  @Test
  @DisplayName(
      "reset brings the starter back, although the solution was committed, and keeps it aside")
  void reset() throws Exception {
    String starter = Files.readString(sample.code("exercises/java"));
    git("init", "-q", ".");
    commit();
    solve();
    commit();
    String solved = Files.readString(sample.code("exercises/java"));

    assertThat(execute("reset", "9.01")).isZero();

    assertThat(sample.code("exercises/java")).hasContent(starter);
    try (Stream<Path> kept = Files.list(folder.resolve(".workbook/kept"))) {
      assertThat(kept).singleElement().satisfies(file -> assertThat(file).hasContent(solved));
    }
  }

  @Test
  @DisplayName("reset --list shows what was kept, and a kept version comes back with --to")
  void kept() throws Exception {
    git("init", "-q", ".");
    commit();
    execute("reset", "--list");
    assertThat(text()).contains("None yet");
    solve();
    execute("reset", "9.01");
    execute("reset", "--list");
    String kept = keptVersions().findFirst().orElseThrow();
    assertThat(text()).contains("  9.01  " + kept, "./workbook reset <id> --to <file>");
    save("mine");

    assertThat(execute("reset", "9.01", "--to", kept)).isZero();

    assertThat(sample.code("exercises/java"))
        .hasSameTextualContentAs(sample.code("solutions/java"));
    assertThat(keptVersions().skip(1).map(folder::resolve))
        .singleElement()
        .satisfies(file -> assertThat(file).hasContent("mine"));
    assertThat(execute("reset", "9.01", "--to", "nothing")).isEqualTo(1);
    assertThat(keptVersions()).hasSize(2);
  }

  private Stream<String> keptVersions() {
    return Disk.children(folder.resolve(".workbook/kept")).stream()
        .map(file -> ".workbook/kept/" + file.getFileName());
  }

  @Test
  @DisplayName("reset without history says what to do, and touches nothing")
  void resetWithoutGit() throws Exception {
    solve();
    String solved = Files.readString(sample.code("exercises/java"));
    assertThat(execute("reset", "9.01")).isEqualTo(1);
    assertThat(text()).containsPattern("from a fresh copy of\\s+the\\s+workbook");
    assertThat(sample.code("exercises/java")).hasContent(solved);
  }

  @Test
  @DisplayName("the checklist ticks what is proven, in target and not in the tracked file")
  void checklist() throws Exception {
    execute("checklist");
    assertThat(text()).contains("· `counting`", "What is the first number?").doesNotContain("[ ]");
    assertThat(folder.resolve("target/checklist.md")).content().contains("- [ ] `counting`");
    solve();
    execute("run");
    execute("checklist");
    assertThat(folder.resolve("target/checklist.md")).content().contains("- [x] `counting`");
    assertThat(folder.resolve("checklist.md")).content().contains("- [ ] `counting`");
  }

  @Test
  @DisplayName("prove ends with 0 when all is proven and with 1 when something is not")
  void prove() {
    assertThat(execute("prove")).isZero();
    sample.change(sample.scenario().lesson(), "9.01", "9.02");
    assertThat(execute("prove", "9.01")).isEqualTo(1);
    assertThat(text()).contains("9.01 has no section in the lesson");
  }

  @Test
  @DisplayName("watch runs what is saved: a compile error, a failure, the solution")
  void watch() throws Exception {
    PipedOutputStream keyboard = new PipedOutputStream();
    FutureTask<Void> watching = watch(keyboard);
    awaitText("Exercise 9.01 is not solved yet", "Watching.");
    String starter = Files.readString(sample.code("exercises/java"));

    save(starter.replaceFirst("return Todo.*", "return lst;"));
    awaitText("Your file does not compile. Line 9: cannot find symbol: variable lst");
    save(starter.replaceFirst("return Todo.*", "return 7;"));
    awaitText("what happened: it returned 7");
    keyboard.write('h');
    keyboard.flush();
    awaitText("hint 1 of 3");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(printed().substring(printed().indexOf("hint 1 of 3")))
                    .contains("Watching. Keys: h hint"));
    save(Files.readString(sample.code("solutions/java")));
    awaitText("9.01 Count is solved", "All exercises are solved.");

    await().atMost(PATIENCE).until(watching::isDone);
    watching.get();
  }

  @Test
  @DisplayName("watch moves on when an exercise passes; n goes to the next, r runs again, l lists")
  void watchMovesOn() throws Exception {
    sample.withSecond();
    PipedOutputStream keyboard = new PipedOutputStream();
    FutureTask<Void> watching = watch(keyboard);
    awaitText("Exercise 9.01 is not solved yet", "Watching.");

    press(keyboard, 'n', "9.02 Count · 0 of 2 tests");
    press(keyboard, 'r', "9.02 Count · 0 of 2 tests");
    press(keyboard, 'l', "0 of 2 exercises");
    save(Files.readString(sample.code("solutions/java")));
    awaitText("9.01 Count is solved", "Next: 9.02 Count");
    press(keyboard, 'r', "9.02 Count · 0 of 2 tests");
    press(keyboard, 'q', "");

    await().atMost(PATIENCE).until(watching::isDone);
    watching.get();
  }

  private void press(PipedOutputStream keyboard, char key, String answer) throws Exception {
    text();
    keyboard.write(key);
    keyboard.flush();
    awaitText(answer, key == 'q' ? "" : "Watching.");
  }

  @Test
  @DisplayName("doctor tells of everything that is needed whether it is there")
  void doctor() {
    execute("doctor");
    assertThat(text())
        .contains("✓ JDK", Runtime.version().toString(), "Maven", "Docker", "Milvus image")
        .contains("Milvus Lite", "Port 19530", "Disk", "Clock", "Console", "100 columns, UTF-8");
  }

  @Test
  @DisplayName("doctor names what is wrong and what to do, and ends with 1")
  void doctorFindsTheClockWrong() throws Exception {
    Path pom = Files.createFile(folder.resolve("pom.xml"));
    Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
    assertThat(execute("doctor")).isEqualTo(1);
    assertThat(text())
        .contains("✗ Clock", "files from the future", "needed: set the computer's date and time")
        .contains("Mend what is marked as needed.");
  }

  @Test
  @DisplayName("q ends watch")
  void quit() throws Exception {
    PipedOutputStream keyboard = new PipedOutputStream();
    FutureTask<Void> watching = watch(keyboard);
    keyboard.write('q');
    keyboard.flush();
    await().atMost(PATIENCE).until(watching::isDone);
    watching.get();
  }

  private FutureTask<Void> watch(PipedOutputStream keyboard) throws Exception {
    Watch watch = new Watch(desk(), new Keys(new PipedInputStream(keyboard)));
    FutureTask<Void> watching =
        new FutureTask<>(
            () -> {
              watch.run();
              return null;
            });
    new Thread(watching, "watch").start();
    return watching;
  }

  private void save(String text) throws Exception {
    Path file = sample.code("exercises/java");
    Path next = Files.writeString(file.resolveSibling("next"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void solve() throws Exception {
    save(Files.readString(sample.code("solutions/java")));
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x");
  }

  private void git(String... arguments) throws Exception {
    String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
    Process git = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }

  private void awaitText(String... parts) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed()).contains(parts));
  }

  private int execute(String... arguments) {
    return Workbook.commands(desk()).execute(arguments);
  }

  private Desk desk() {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Progress progress = new Progress(Catalog.ofWorkbook(folder));
    return new Desk(folder, new Terminal(out, 100, false, true), progress);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What was printed since the last look. */
  private String text() {
    String text = printed();
    bytes.reset();
    return text;
  }
}
