package workbook.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;

/** A copy of the sample workbook, with one scenario and one exercise, for a test to change. */
public final class Sample {

  private static final String CODE = "workbook/sample/exercises/Ex901Count";

  private final Path top;

  private Sample(Path top) {
    this.top = top;
  }

  /** Copies the sample into an empty folder. */
  public static Sample in(Path top) {
    try (Stream<Path> files = Files.walk(original())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = top.resolve(original().relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sample(top);
  }

  /** The same with a second exercise beside the first, 9.02. */
  public Sample withSecond() {
    for (Path file : List.of(code("exercises/java"), code("solutions/java"), test())) {
      String name = file.getFileName().toString().replace("901", "902");
      String text = Disk.read(file).replace("Ex901", "Ex902").replace("9.01", "9.02");
      Disk.write(file.resolveSibling(name), text);
    }
    return this;
  }

  /** The folder of the whole workbook. */
  public Path top() {
    return top;
  }

  /** The one scenario. */
  public Scenario scenario() {
    return Scenario.all(top).get(0);
  }

  /** The exercises of the scenario. */
  public List<ExerciseInfo> exercises() {
    return Catalog.ofWorkbook(top).exercises();
  }

  /** The learner's file, or that of another variant, for instance {@code solutions/java}. */
  public Path code(String variant) {
    return scenario().dir().resolve("src").resolve(variant).resolve(CODE + ".java");
  }

  /** The file of tests. */
  public Path test() {
    return scenario().dir().resolve("src/test/java").resolve(CODE + "Test.java");
  }

  /** Replaces text in a file; the text must be there. */
  public Sample change(Path file, String text, String replacement) {
    try {
      String before = Files.readString(file);
      if (!before.contains(text)) {
        throw new IllegalArgumentException(file.getFileName() + " has no " + text);
      }
      Files.writeString(file, before.replace(text, replacement));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path original() {
    try {
      return Path.of(Sample.class.getResource("/sample").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
