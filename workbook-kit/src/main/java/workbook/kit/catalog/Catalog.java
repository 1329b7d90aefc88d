package workbook.kit.catalog;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import workbook.kit.files.Disk;

/**
 * The exercises, read from the sources of their tests. Nothing is compiled: a learner's broken file
 * takes no exercise off the list.
 */
public final class Catalog {

  private static final Pattern TEST_FILE = Pattern.compile("Ex\\d{3}\\w*Test\\.java");

  private final List<ExerciseInfo> exercises;

  private Catalog(List<ExerciseInfo> exercises) {
    this.exercises = exercises;
  }

  /**
   * Reads the exercises of some scenarios.
   *
   * @throws IllegalArgumentException if an exercise is not described as it must be; the message
   *     names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Catalog of(List<Scenario> scenarios) {
    return new Catalog(scenarios.stream().flatMap(scenario -> read(scenario).stream()).toList());
  }

  /** Reads the exercises of the whole workbook. */
  public static Catalog ofWorkbook(Path top) {
    return of(Scenario.all(top));
  }

  /** All exercises in the order of their ids. */
  public List<ExerciseInfo> exercises() {
    return exercises;
  }

  /** The exercise with this id; {@code 301} and {@code 3.1} mean {@code 3.01} too. */
  public Optional<ExerciseInfo> find(String id) {
    String wanted = normal(id);
    return exercises.stream().filter(exercise -> exercise.id().equals(wanted)).findFirst();
  }

  private static String normal(String id) {
    if (id.matches("\\d\\d\\d")) {
      return id.charAt(0) + "." + id.substring(1);
    }
    return id.matches("\\d\\.\\d") ? id.replace(".", ".0") : id;
  }

  private static List<ExerciseInfo> read(Scenario scenario) {
    return Disk.files(scenario.tests()).stream()
        .filter(file -> TEST_FILE.matcher(file.getFileName().toString()).matches())
        .flatMap(file -> TestSource.read(scenario, file).stream())
        .sorted(Comparator.comparing(ExerciseInfo::id))
        .toList();
  }
}
