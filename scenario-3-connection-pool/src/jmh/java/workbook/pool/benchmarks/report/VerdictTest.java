package workbook.pool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the report says of a run, on runs made up for it. */
class VerdictTest {

  private static final Condition TLS = Condition.hundred(Condition.RTT_2_TLS, "describe");

  @Test
  void aFigureIsMetByTheMedians() {
    assertThat(figures(calls(Arms.SHARED_4, 110, 100, 120), calls(Arms.SDK, 90, 85, 95)))
        .contains("| yes |")
        .doesNotContain("**no**");
  }

  @Test
  void aFigureIsMetIfTheRangesOverlap() {
    assertThat(figures(calls(Arms.SHARED_4, 90, 80, 101), calls(Arms.SDK, 110, 100, 120)))
        .contains("| yes |")
        .doesNotContain("**no**");
  }

  @Test
  void aFigureIsMissedIfTheRangesAreApart() {
    assertThat(figures(calls(Arms.SHARED_4, 90, 80, 99), calls(Arms.SDK, 110, 100, 120)))
        .contains("| **no** |");
  }

  @Test
  void theGainOverAClientPerRequestMustBeTenfold() {
    Row pooled = calls(Arms.SHARED_4, 1000, 990, 1010);
    assertThat(figures(pooled, calls(Arms.PER_REQUEST, 99, 90, 100))).contains("| 10x | yes |");
    assertThat(figures(pooled, calls(Arms.PER_REQUEST, 110, 100, 120))).contains("9.1x | **no** |");
  }

  @Test
  void theMedianOfAnEvenNumberOfRoundsIsBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4, 4));
  }

  @Test
  void aPlaceForWhichNothingIsGeneratedIsAnError() {
    String text = "<!-- generated: nothing -->\n<!-- end -->";
    assertThatThrownBy(() -> Documents.fill(text, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void fillingTwiceChangesNothing() {
    Map<String, String> generated = Map.of("a", "costs $1 \\ 2");
    String once = Documents.fill("x\n<!-- generated: a -->\n<!-- end -->\ny", generated);
    assertThat(once).contains("costs $1 \\ 2").endsWith("\ny");
    assertThat(Documents.fill(once, generated)).isEqualTo(once);
  }

  private static String figures(Row... rows) {
    return new Figures(Results.of(List.of(rows))).table();
  }

  private static Row calls(String arm, double median, double low, double high) {
    Map<String, String> params = new HashMap<>(TLS.params());
    params.put("arm", arm);
    return new Row(
        "CallServer.call", params, TLS.callers(), "17", new Spread(median, low, high, 5), Map.of());
  }
}
