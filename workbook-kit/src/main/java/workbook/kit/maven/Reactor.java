package workbook.kit.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;

/**
 * The scenarios that take part in one Maven run. Only when all of them have reported may the run be
 * ended, whatever their order and number of threads.
 */
record Reactor(List<Scenario> scenarios) {

  /** As Maven prints its list of projects. */
  private static final Pattern SCENARIO =
      Pattern.compile("(?<=@ )[^,\\]]*[/\\\\]scenario-[^,\\]/\\\\]*(?=[/\\\\]pom\\.xml)");

  static Reactor parse(String projects) {
    Stream<MatchResult> folders = SCENARIO.matcher(projects).results();
    return new Reactor(folders.map(found -> new Scenario(Path.of(found.group()))).toList());
  }

  /** Notes the verdict of one scenario. */
  static void report(Scenario scenario, boolean green) {
    Disk.write(verdict(scenario), thisRun() + (green ? " green" : " red"));
  }

  /** Whether every scenario of this run has reported, and at least one is red. */
  boolean isRed() {
    List<String> verdicts = scenarios.stream().map(Reactor::verdict).map(Disk::read).toList();
    return verdicts.stream().allMatch(verdict -> verdict.startsWith(thisRun()))
        && verdicts.stream().anyMatch(verdict -> verdict.endsWith(" red"));
  }

  private static Path verdict(Scenario scenario) {
    return scenario.results().resolve("verdict");
  }

  private static String thisRun() {
    ProcessHandle own = ProcessHandle.current();
    return own.pid() + "@" + own.info().startInstant().map(Object::toString).orElse("");
  }
}
