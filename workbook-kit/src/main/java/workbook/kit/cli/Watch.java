package workbook.kit.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Compilation;
import workbook.kit.results.ExerciseResult;
import workbook.kit.run.Runner;

/** Runs exercises as they are saved. */
final class Watch {

  /**
   * How often to look at times and sizes. File events would save little for a few dozen files, and
   * do not come at all on some network and container mounts.
   */
  private static final int LOOK_EVERY_MILLIS = 50;

  private static final double NANOS = 1e9;

  private final Desk desk;
  private final Keys keys;
  private final Map<Path, String> seen = new HashMap<>();
  private final Map<Scenario, Runner> runners = new HashMap<>();
  private final Set<Scenario> warm = new HashSet<>();
  private ExerciseInfo current;
  private boolean over;

  Watch(Desk desk, Keys keys) {
    this.desk = desk;
    this.keys = keys;
  }

  /** Returns when all is solved or the learner wants to go. */
  void run() throws InterruptedException {
    try {
      desk.catalog().exercises().forEach(this::isSaved);
      check(desk.exerciseOrNext(null));
      offerKeys();
      while (!over) {
        Optional<Character> key = keys.next(LOOK_EVERY_MILLIS);
        Optional<ExerciseInfo> saved =
            desk.catalog().exercises().stream().filter(this::isSaved).findFirst();
        key.ifPresent(this::obey);
        saved.ifPresent(this::check);
        if (key.isPresent() || saved.isPresent()) {
          offerKeys();
        }
      }
    } finally {
      runners.values().forEach(Runner::close);
    }
  }

  private void obey(char key) {
    switch (key) {
      case 'h' -> new HintLadder(desk).show(current);
      case 'l' -> new ExerciseList(desk).show();
      case 'n' -> check(following());
      case 'q' -> over = true;
      case 'r' -> check(current);
      default -> {
        // Any other key is a slip.
      }
    }
  }

  /** Whether an exercise's file has changed since the last call. */
  private boolean isSaved(ExerciseInfo exercise) {
    // Some editors replace the file: for a moment it is not there.
    long changed = exercise.starter().toFile().lastModified();
    String now = changed + " " + exercise.starter().toFile().length();
    return changed > 0 && !now.equals(seen.put(exercise.starter(), now));
  }

  /** Runs an exercise; when it passes, goes on to the next one. */
  private void check(ExerciseInfo exercise) {
    long start = System.nanoTime();
    ExerciseResult result = attempt(exercise);
    double seconds = (System.nanoTime() - start) / NANOS;
    desk.report().verdict(exercise, result);
    desk.terminal().line("  (%.1f s)".formatted(seconds));
    if (result.passed()) {
      desk.progress().next().ifPresentOrElse(this::attempt, () -> over = true);
      desk.report().next(desk.progress());
    }
  }

  private void offerKeys() {
    if (!over) {
      desk.report().say("Watching. Keys: h hint, l list, n next, r run again, q quit");
      warmUp();
    }
  }

  /**
   * Runs what a right solution needs once: the first time is slow, and now the learner reads. What
   * is saved or pressed meanwhile is seen afterwards.
   */
  private void warmUp() {
    if (warm.add(current.scenario())) {
      Runner runner = runners.get(current.scenario());
      Compilation solution = runner.compile(current, current.scenario().solutions(), "-nowarn");
      if (solution.succeeded()) {
        runner.run(current, solution, current.tests());
      }
    }
  }

  private ExerciseResult attempt(ExerciseInfo exercise) {
    current = exercise;
    return desk.attempt(runners.computeIfAbsent(exercise.scenario(), desk::runner), exercise);
  }

  private ExerciseInfo following() {
    return desk.progress()
        .unsolved()
        .filter(exercise -> exercise.id().compareTo(current.id()) > 0)
        .findFirst()
        .or(desk.progress()::next)
        .orElse(current);
  }
}
