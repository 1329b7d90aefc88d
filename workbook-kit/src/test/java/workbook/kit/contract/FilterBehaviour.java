package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter language. */
interface FilterBehaviour extends Behaviour {

  @DisplayName("fields are compared")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#comparisons")
  default void comparisons(FilterCase filter) {
    check(filter);
  }

  @DisplayName("texts are quoted, escaped and matched")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#texts")
  default void texts(FilterCase filter) {
    check(filter);
  }

  @DisplayName("a value is looked for in a list")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#lists")
  default void lists(FilterCase filter) {
    check(filter);
  }

  @DisplayName("conditions are combined")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#logic")
  default void logic(FilterCase filter) {
    check(filter);
  }

  @DisplayName("numbers are computed")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#arithmetic")
  default void arithmetic(FilterCase filter) {
    check(filter);
  }

  @DisplayName("JSON and dynamic keys are looked into")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#json")
  default void json(FilterCase filter) {
    check(filter);
  }

  @DisplayName("a wrong filter is refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("workbook.kit.contract.FilterCases#wrong")
  default void wrong(FilterCase filter) {
    check(filter);
  }

  private void check(FilterCase filter) {
    List<Long> expected = filter.expectedOf(subject());
    String shelf = subject().shelf();
    if (expected == null) {
      int code = Subject.code(() -> subject().ids(shelf, filter.filter()));
      assertThat(code).isIn(subject().refusals());
    } else {
      assertThat(subject().ids(shelf, filter.filter())).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("a filter takes its values from template variables")
  default void templates() {
    assertTemplate("id > {x}", Map.of("x", 17), 18, 19);
    assertTemplate("id in {x}", Map.of("x", List.of(1, 2)), 1, 2);
    assertTemplate("title == {x}", Map.of("x", "a\"b"), 4);
    assertTemplate("title in {x} and sold == {y}", Map.of("x", List.of("a", "ab"), "y", true), 0);
  }

  private void assertTemplate(String filter, Map<String, Object> values, long... ids) {
    String shelf = subject().shelf();
    if (subject().is(Difference.NO_TEMPLATES)) {
      assertThat(Subject.code(() -> subject().ids(shelf, filter, values)))
          .isIn(subject().refusals());
    } else {
      assertThat(subject().ids(shelf, filter, values)).containsExactly(box(ids));
    }
  }

  private static Long[] box(long[] ids) {
    return java.util.Arrays.stream(ids).boxed().toArray(Long[]::new);
  }

  @Test
  @DisplayName("a template variable without a value is refused")
  default void missingTemplate() {
    String shelf = subject().shelf();
    int code = Subject.code(() -> subject().ids(shelf, "id > {x}", Map.of("y", 1)));
    assertThat(code).isIn(subject().refusals());
  }
}
