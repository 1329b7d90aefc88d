package workbook.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ties the workbook's own checklist.md to its exercises, both ways. */
class ChecklistTest {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  private final List<Checklist.Item> items = Checklist.of(TOP).items();
  private final List<ExerciseInfo> exercises = Catalog.ofWorkbook(TOP).exercises();

  @Test
  @DisplayName("it has the items of the three scenarios, each once")
  void keys() {
    assertThat(items)
        .extracting(Checklist.Item::key)
        .containsExactly(
            "connect",
            "deadline",
            "secret",
            "collection",
            "write",
            "read",
            "retry",
            "share",
            "pool-principle",
            "thread-safety",
            "lease",
            "health",
            "errors",
            "service");
  }

  @Test
  @DisplayName("every exercise is named by the item that it names")
  void exercisesAreListed() {
    assertThat(exercises)
        .allSatisfy(
            exercise ->
                assertThat(items)
                    .filteredOn(item -> item.exercises().contains(exercise.id()))
                    .extracting(Checklist.Item::key)
                    .containsExactly(exercise.checklist()));
  }

  @Test
  @DisplayName("every exercise that an item names as proof exists, and none that is planned does")
  void listedExist() {
    Set<String> ids = exercises.stream().map(ExerciseInfo::id).collect(Collectors.toSet());
    assertThat(items)
        .allSatisfy(
            item -> {
              assertThat(ids).containsAll(item.exercises());
              assertThat(ids).doesNotContainAnyElementsOf(item.planned());
            });
  }

  @Test
  @DisplayName("the 36 exercises of the catalogue are all there, each once")
  void complete() {
    assertThat(items)
        .flatExtracting(
            item -> Stream.concat(item.exercises().stream(), item.planned().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ids(1, 8), ids(2, 10), ids(3, 18)).flatMap(List::stream).toList());
  }

  @Test
  @DisplayName("every item asks a question")
  void questions() {
    assertThat(items).allSatisfy(item -> assertThat(item.text()).containsPattern("\\*[^*]+\\?\\*"));
  }

  private static List<String> ids(int scenario, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(n -> "%d.%02d".formatted(scenario, n)).toList();
  }
}
