package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.kit.contract.Difference.Kind;

class DifferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "embedded-server.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z_]+)` \\| [^|]+ \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);

  @Test
  @DisplayName("the page lists the differences that the contract tests, and on which servers")
  void pageAndContractAgree() throws IOException {
    Map<String, String> page = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      page.put(row.group(1), row.group(2));
    }
    Map<String, String> contract = new TreeMap<>();
    for (Difference difference : Difference.values()) {
      contract.put(difference.name(), servers(difference));
    }
    assertThat(page).isEqualTo(contract);
  }

  private static String servers(Difference difference) {
    Map<Kind, String> names = Map.of(Kind.LITE, "Lite", Kind.MILVUS_2_3, "Milvus 2.3");
    return difference.where().stream()
        .map(names::get)
        .sorted((a, b) -> b.compareTo(a))
        .collect(Collectors.joining(", "));
  }

  @Test
  @DisplayName(
      "the embedded server behaves as the newest Milvus does, in all that the contract tests")
  void embeddedIsNoException() {
    for (Difference difference : Difference.values()) {
      assertThat(difference.isOn(Kind.EMBEDDED)).isFalse();
      assertThat(difference.isOn(Kind.MILVUS)).isFalse();
    }
  }
}
