package workbook.kit.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Compilation;
import workbook.kit.compile.Compiler;
import workbook.kit.compile.Problem;
import workbook.kit.files.Disk;

/**
 * Compiles the starters and their tests so that one broken file does not hide the others: what has
 * an error is left out together with its exercise, and the rest is compiled again.
 */
final class ExerciseSources {

  private static final Pattern EXERCISE = Pattern.compile("(Ex\\d{3}).*\\.java");

  private final Map<String, List<Path>> groups;
  private final Map<String, List<Problem>> broken = new LinkedHashMap<>();

  private ExerciseSources(Map<String, List<Path>> groups) {
    this.groups = groups;
  }

  static ExerciseSources of(Scenario scenario) {
    List<Path> files = new ArrayList<>(javaFiles(scenario.starters()));
    javaFiles(scenario.tests()).stream()
        .filter(file -> EXERCISE.matcher(file.getFileName().toString()).matches())
        .forEach(files::add);
    return new ExerciseSources(
        files.stream()
            .collect(
                Collectors.groupingBy(
                    file -> group(file.getFileName().toString()),
                    TreeMap::new,
                    Collectors.toCollection(ArrayList::new))));
  }

  /** All files, also those that turned out to be broken. */
  List<Path> files() {
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /** What compiles, compiled. */
  Map<String, byte[]> compile(Compiler compiler) {
    while (true) {
      List<Path> sound =
          groups.entrySet().stream()
              .filter(entry -> !broken.containsKey(entry.getKey()))
              .flatMap(entry -> entry.getValue().stream())
              .toList();
      if (sound.isEmpty()) {
        return Map.of();
      }
      Compilation compiled = compiler.compile(sound, "-Xmaxerrs", "1000", "-nowarn");
      if (compiled.succeeded()) {
        return compiled.classes();
      }
      leaveOut(compiled.errors());
    }
  }

  /** The errors of each exercise that did not compile, by {@code Ex301} and the like. */
  Map<String, List<Problem>> broken() {
    return broken;
  }

  private void leaveOut(List<Problem> errors) {
    Map<String, List<Problem>> found =
        errors.stream().collect(Collectors.groupingBy(error -> group(error.file())));
    if (!groups.keySet().containsAll(found.keySet())) {
      throw new IllegalStateException("The exercises cannot be compiled: " + errors);
    }
    broken.putAll(found);
  }

  private static String group(String fileName) {
    Matcher exercise = EXERCISE.matcher(fileName);
    return exercise.matches() ? exercise.group(1) : fileName;
  }

  private static List<Path> javaFiles(Path root) {
    return Disk.files(root).stream()
        .filter(file -> file.toString().matches(".*\\w\\.java"))
        .filter(file -> !file.endsWith("package-info.java"))
        .toList();
  }
}
