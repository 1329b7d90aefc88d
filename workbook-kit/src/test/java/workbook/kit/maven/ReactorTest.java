package workbook.kit.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.catalog.Scenario;

class ReactorTest {

  @TempDir Path folder;
  private Scenario one;
  private Scenario two;
  private Reactor reactor;

  @BeforeEach
  void parse() {
    one = new Scenario(folder.resolve("scenario-1-a"));
    two = new Scenario(folder.resolve("scenario-2-b"));
    reactor =
        Reactor.parse(
            "projects [MavenProject: w:top:1 @ %s/pom.xml, MavenProject: w:workbook-kit:1 @ %s/workbook-kit/pom.xml, MavenProject: w:scenario-1-a:1 @ %s/pom.xml, MavenProject: w:scenario-2-b:1 @ %s/pom.xml]"
                .formatted(folder, folder, one.dir(), two.dir()));
  }

  @Test
  @DisplayName("the scenarios of a run are found in Maven's list of projects")
  void scenarios() {
    assertThat(reactor.scenarios()).containsExactly(one, two);
  }

  @Test
  @DisplayName("the run is ended only after the last report, in whatever order they come")
  void last() {
    Reactor.report(two, false);
    assertThat(reactor.isRed()).isFalse();
    Reactor.report(one, true);
    assertThat(reactor.isRed()).isTrue();
  }

  @Test
  @DisplayName("a run that is green everywhere is left to Maven")
  void green() {
    Reactor.report(one, true);
    Reactor.report(two, true);
    assertThat(reactor.isRed()).isFalse();
  }
}
