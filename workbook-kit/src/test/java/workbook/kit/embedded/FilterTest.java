package workbook.kit.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Milvus can do with a filter, and the embedded server cannot. */
class FilterTest {

  @DisplayName("a function of Milvus says where it can be used")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "json_contains(tags, 1)",
        "ARRAY_CONTAINS_ALL(tags, [1, 2])",
        "id > 0 and array_length(tags) == 2",
        "text_match(title, \"a\")",
        "st_within(place, \"POINT (1 1)\")"
      })
  void functions(String filter) {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      client.create("plain", 4);
      assertThatThrownBy(() -> client.sdk().query(Client.query("plain", filter)))
          .hasMessageContaining("UNIMPLEMENTED")
          .hasMessageContaining("the filter function ")
          .hasMessageContaining("run with -Dmilvus=docker");
    }
  }

  @DisplayName("what is left out is refused, not answered")
  @ParameterizedTest
  @ValueSource(
      strings = {"sold == (1 == 1)", "not true == sold", "id & 1 == 1", "nothing_like_it(tags)"})
  void refused(String filter) {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      client.create("plain", 4);
      assertThatThrownBy(() -> client.sdk().query(Client.query("plain", filter)))
          .hasMessageContaining("cannot parse expression: " + filter + ", error: ");
    }
  }
}
