package workbook.pool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import workbook.pool.benchmarks.stage.Network;

/**
 * What a run consists of.
 *
 * @param scenes in the order of the run
 * @param rounds how often each cell runs, unless the caller wants otherwise
 */
record Plan(List<Scene> scenes, int rounds) {

  private static final int FULL_ROUNDS = 5;

  /** Something of everything, in less than three minutes. */
  static Plan quick() {
    List<Scene> scenes = new ArrayList<>();
    scenes.addAll(ServerCells.quick());
    scenes.add(new Scene(null, BorrowCells.quick()));
    return new Plan(scenes, 1);
  }

  /** All that docs/benchmarks.md shows, in less than an hour. */
  static Plan full(String jdkWithVirtualThreads) {
    List<Scene> scenes = new ArrayList<>();
    scenes.addAll(ServerCells.full(jdkWithVirtualThreads));
    scenes.add(new Scene(null, BorrowCells.full()));
    return new Plan(scenes, FULL_ROUNDS);
  }

  /** Only what needs no server. */
  static Plan borrow() {
    return new Plan(List.of(new Scene(null, BorrowCells.full())), FULL_ROUNDS);
  }

  /** What of it can be run on servers that have these networks only. */
  Plan where(java.util.function.Predicate<Network> possible) {
    return new Plan(
        scenes.stream()
            .filter(scene -> !scene.needsServer() || possible.test(scene.network()))
            .toList(),
        rounds);
  }

  boolean needsServer() {
    return scenes.stream().anyMatch(Scene::needsServer);
  }

  int cells() {
    return scenes.stream().mapToInt(scene -> scene.cells().size()).sum();
  }
}
