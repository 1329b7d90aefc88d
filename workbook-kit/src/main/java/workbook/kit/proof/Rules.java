package workbook.kit.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Hints;
import workbook.kit.catalog.Lesson;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;

/**
 * What every exercise must have, apart from its code.
 *
 * @param complaints what it has not; they are added as they are found
 */
record Rules(ExerciseInfo exercise, List<String> complaints) {

  /** What is wrong with this exercise, beside the others of its scenario; empty if nothing. */
  static List<String> complaints(ExerciseInfo exercise, List<ExerciseInfo> others) {
    Rules rules = new Rules(exercise, new ArrayList<>());
    rules.description();
    rules.place(others);
    rules.hints();
    rules.lesson(others);
    rules.mistakes();
    return rules.complaints;
  }

  private void description() {
    check(exercise.title().isBlank(), "has no title");
    check(exercise.objective().isBlank(), "has no objective");
    check(exercise.minutes() <= 0, "has no minutes");
    check(exercise.points() <= 0, "has no points");
    check(exercise.tests().isEmpty(), "has no tests");
    exercise.tests().stream()
        .filter(test -> !test.name().strip().contains(" "))
        .forEach(test -> complaints.add("test " + test.name() + " is not named by a sentence"));
  }

  private void place(List<ExerciseInfo> others) {
    String digits = exercise.id().replace(".", "");
    String simpleName = exercise.className().replaceFirst("^.*\\.", "");
    check(!exercise.id().matches("\\d\\.\\d\\d"), "has an id that is not like 3.01");
    check(!simpleName.startsWith("Ex" + digits), "has an id that its file does not have");
    check(
        !exercise.scenario().name().startsWith("scenario-" + exercise.id().charAt(0)),
        "lies in another scenario");
    long same = others.stream().filter(other -> other.id().equals(exercise.id())).count();
    check(same != 1, "has an id that another exercise has too");
    Path checklist = exercise.scenario().dir().resolveSibling("checklist.md");
    check(
        !Disk.read(checklist).contains("`" + exercise.checklist() + "`"),
        "names no item of checklist.md: " + exercise.checklist());
  }

  private void hints() {
    List<Hints.Hint> hints = Hints.of(exercise);
    List<String> levels = hints.stream().map(Hints.Hint::heading).toList();
    check(
        !levels.equals(Hints.LEVELS),
        "must have the hints " + Hints.LEVELS + ", in this order, but has " + levels);
    hints.stream()
        .filter(hint -> hint.text().isBlank())
        .forEach(hint -> complaints.add("has nothing under the hint " + hint.heading()));
  }

  private void lesson(List<ExerciseInfo> others) {
    Lesson lesson = Lesson.of(exercise.scenario());
    int position = lesson.position(exercise.id());
    check(position < 0, "has no section in the lesson");
    check(
        others.stream()
            .filter(other -> other.id().compareTo(exercise.id()) < 0)
            .anyMatch(other -> lesson.position(other.id()) > position && position >= 0),
        "comes too early in the lesson");
  }

  private void mistakes() {
    Set<String> folders =
        exercise.scenario().mistakes(exercise.id()).stream()
            .map(Scenario.Variant::name)
            .collect(Collectors.toSet());
    check(folders.size() < 2, "must have at least two mistakes, but has " + folders.size());
    exercise.tests().stream()
        .flatMap(test -> test.rejects().stream())
        .distinct()
        .filter(name -> !folders.contains(name))
        .forEach(name -> complaints.add("has no folder for the mistake " + name));
  }

  private void check(boolean wrong, String complaint) {
    if (wrong) {
      complaints.add(complaint);
    }
  }
}
