package workbook.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.kit.files.Disk;

/** Follows the links of the workbook's own documents, as far as they lead to its own files. */
class LinksTest {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  private static final Pattern FENCED_CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern INLINE = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^\\]]+)\\]: (\\S+)$");
  private static final Pattern REFERENCE = Pattern.compile("\\[([^\\[\\]]+)\\]\\[([^\\[\\]]*)\\]");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");

  static Stream<Path> documents() {
    Stream<Path> top = Stream.of(TOP.resolve("README.md"), TOP.resolve("checklist.md"));
    Stream<Path> docs =
        Disk.files(TOP.resolve("docs")).stream().filter(file -> file.toString().endsWith(".md"));
    Stream<Path> lessons = Scenario.all(TOP).stream().map(Scenario::lesson).filter(Files::exists);
    return Stream.of(top, docs, lessons).flatMap(files -> files).map(TOP::relativize);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  @DisplayName("every link leads to a file, and its anchor to a heading")
  void linksLeadSomewhere(Path document) {
    assertThat(links(TOP.resolve(document)).filter(link -> !leadsSomewhere(document, link)))
        .as("links of %s that lead nowhere", document)
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  @DisplayName("every link by name has a target, and every target a link")
  void namesAreDefined(Path document) {
    String text = prose(TOP.resolve(document));
    List<String> defined =
        DEFINITION.matcher(text).results().map(found -> found.group(1)).distinct().toList();
    List<String> used = REFERENCE.matcher(text).results().map(LinksTest::label).distinct().toList();

    assertThat(used).containsExactlyInAnyOrderElementsOf(defined);
  }

  @Test
  @DisplayName("a link that leads nowhere is noticed")
  void deadLinksAreNoticed() {
    Path readme = Path.of("README.md");
    assertThat(leadsSomewhere(readme, "checklist.md")).isTrue();
    assertThat(leadsSomewhere(readme, "missing.md")).isFalse();
    assertThat(leadsSomewhere(readme, "checklist.md#checklist")).isTrue();
    assertThat(leadsSomewhere(readme, "checklist.md#missing")).isFalse();
  }

  private static Stream<String> links(Path file) {
    String text = prose(file);
    return Stream.concat(
            INLINE.matcher(text).results().map(found -> found.group(1)),
            DEFINITION.matcher(text).results().map(found -> found.group(2)))
        .filter(link -> !ELSEWHERE.matcher(link).matches());
  }

  private static boolean leadsSomewhere(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path source = TOP.resolve(document);
    Path target = parts[0].isEmpty() ? source : source.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  private static List<String> anchors(Path file) {
    return prose(file)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> Lesson.anchor(Lesson.text(line)))
        .toList();
  }

  /** {@code [text][label]}, or {@code [label][]}. */
  private static String label(MatchResult reference) {
    return reference.group(2).isEmpty() ? reference.group(1) : reference.group(2);
  }

  private static String prose(Path file) {
    return FENCED_CODE.matcher(Disk.read(file)).replaceAll("");
  }
}
