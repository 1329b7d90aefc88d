package workbook.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.kit.files.Disk;

/** Keeps what docs/sketch-review.md says about tests and exercises true. */
class SketchReviewTest {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  private static final Pattern TESTS = Pattern.compile("(?ms)^Tests?: (.*?)^$");
  private static final Pattern NAME = Pattern.compile("\\*([^*]+)\\*");

  /** {@code *first name* and *second name* in [ThisTest][]}. */
  private static final Pattern NAMES_IN_CLASS =
      Pattern.compile("((?:\\*[^*]+\\*[^*\\[]*)+)\\[(\\w+)\\]\\[\\]");

  private static final Pattern PLANNED =
      Pattern.compile("(\\d\\.\\d\\d(?:, \\d\\.\\d\\d)*) \\(planned\\)");

  private final String text = Disk.read(TOP.resolve("docs/sketch-review.md"));
  private final List<String> sections = Arrays.stream(text.split("(?m)^## ")).skip(1).toList();

  @Test
  @DisplayName("it has fifteen flaws, all told in the same order")
  void shape() {
    assertThat(sections).hasSize(15);
    assertThat(sections)
        .allSatisfy(
            section ->
                assertThat(section)
                    .containsSubsequence(
                        "```java", "**In production.** ", "**Here.** ", "**Exercise.** "));
  }

  @Test
  @DisplayName("every test that it names exists under that name")
  void testsExist() {
    Map<String, String> sources = sourcesOfTests();
    List<NamedTest> named =
        TESTS.matcher(text).results().flatMap(tests -> namedTests(tests.group(1))).toList();

    assertThat(named).hasSizeGreaterThanOrEqualTo(sections.size());
    assertThat(named)
        .allSatisfy(
            test ->
                assertThat(sources.get(test.className() + ".java"))
                    .contains("\"" + test.displayName() + "\""));
  }

  private record NamedTest(String className, String displayName) {}

  private static Stream<NamedTest> namedTests(String paragraph) {
    return NAMES_IN_CLASS
        .matcher(paragraph.replace('\n', ' '))
        .results()
        .flatMap(
            found ->
                NAME.matcher(found.group(1))
                    .results()
                    .map(name -> new NamedTest(found.group(2), name.group(1))));
  }

  @Test
  @DisplayName("no exercise is called planned that exists")
  void plannedDoNotExist() {
    List<String> planned =
        PLANNED
            .matcher(text)
            .results()
            .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
            .distinct()
            .toList();
    assertThat(planned).isNotEmpty();
    assertThat(Catalog.ofWorkbook(TOP).exercises())
        .extracting(ExerciseInfo::id)
        .doesNotContainAnyElementsOf(planned);
  }

  private static Map<String, String> sourcesOfTests() {
    return Scenario.all(TOP).stream()
        .flatMap(scenario -> Disk.files(scenario.tests()).stream())
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString(), Disk::read, (one, other) -> one + other));
  }
}
