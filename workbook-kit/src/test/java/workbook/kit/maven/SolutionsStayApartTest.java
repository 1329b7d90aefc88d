package workbook.kit.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SolutionsStayApartTest {

  @Test
  @DisplayName(
      "a maintainer's run builds into a folder of its own, so no solved class reaches learners")
  void ownFolder() throws Exception {
    Path classes = Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(classes).endsWith(Path.of("target", "solutions", "test-classes"));
  }
}
