package workbook.kit.run;

import com.google.gson.Gson;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workbook.kit.files.Disk;

/**
 * What happened in a JVM that ran tests.
 *
 * @param outcomes in the order of their end
 * @param ended why the tests did not get to their end; empty if they did
 */
public record Recording(List<Outcome> outcomes, String ended) implements Serializable {

  /** The last line of a recording that is complete; each line before it is an outcome. */
  static final String END = "end";

  /** Reads what a {@link RecordingListener} wrote. */
  public static Recording read(Path file) {
    List<String> lines = Disk.lines(file);
    List<Outcome> outcomes =
        lines.stream()
            .filter(line -> !line.equals(END))
            .map(line -> new Gson().fromJson(line, Outcome.class))
            .toList();
    return new Recording(outcomes, lines.contains(END) ? "" : whyEnded(outcomes));
  }

  /** What came out of a test, or, without a method, of the class; where one class was run. */
  public Optional<Outcome> find(String method) {
    return outcomes.stream().filter(outcome -> outcome.method().equals(method)).findFirst();
  }

  /** Whether the tests got to their end. */
  public boolean complete() {
    return ended.isEmpty();
  }

  private static String whyEnded(List<Outcome> outcomes) {
    String last =
        outcomes.isEmpty()
            ? "before the first test"
            : "after the test \"" + outcomes.get(outcomes.size() - 1).name() + "\"";
    return "The tests did not get to their end: their JVM ended or ran out of time "
        + last
        + ". See target/surefire-reports.";
  }
}
