package workbook.kit.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Compilation;
import workbook.kit.run.Recording;
import workbook.kit.run.Runner;

/**
 * Compiles and runs every variant of exercises and judges what they do. The variants share nothing;
 * they run beside each other in workers that are killed when a variant gets stuck.
 */
public final class Proof {

  private static final int MAX_WORKERS = Math.min(4, Runtime.getRuntime().availableProcessors());

  /** To start a worker costs about as much as to run this many variants. */
  private static final int VARIANTS_WORTH_A_WORKER = 6;

  private final List<ExerciseInfo> exercises;
  private final List<Path> classPath;
  private final int times;
  private final Queue<Consumer<Runner>> tasks = new ConcurrentLinkedQueue<>();

  private Proof(List<ExerciseInfo> exercises, List<Path> classPath, int times) {
    this.exercises = exercises;
    this.classPath = classPath;
    this.times = times;
  }

  /**
   * Proves exercises of one scenario.
   *
   * @param classPath of the scenario's tests; the variants come before it
   * @param times how often each variant is run; every run must come out the same
   * @throws InterruptedException if interrupted while waiting; the workers are ended
   */
  public static ProofReport of(List<ExerciseInfo> exercises, List<Path> classPath, int times)
      throws InterruptedException {
    return new Proof(exercises, classPath, times).run();
  }

  private ProofReport run() throws InterruptedException {
    List<Callable<ExerciseProof>> pending = exercises.stream().map(this::plan).toList();
    int workers = Math.min(MAX_WORKERS, 1 + tasks.size() / VARIANTS_WORTH_A_WORKER);
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      for (int i = 0; i < workers; i++) {
        threads.execute(this::work);
      }
      Queue<ExerciseProof> proofs = new ArrayDeque<>();
      for (Callable<ExerciseProof> one : pending) {
        proofs.add(one.call());
      }
      return new ProofReport(List.copyOf(proofs));
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void work() {
    try (Runner runner = Runner.forProof(classPath)) {
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.accept(runner);
      }
    }
  }

  /** Queues the variants of an exercise; what is returned waits for them. */
  private Callable<ExerciseProof> plan(ExerciseInfo exercise) {
    Judge judge = new Judge(exercise);
    Scenario scenario = exercise.scenario();
    Future<Verdict> starter = queue(runner -> starter(runner, exercise, judge));
    Future<Verdict> solution =
        queue(runner -> variant(runner, exercise, scenario.solutions(), judge::solution));
    Map<String, Future<Verdict>> alternatives = new TreeMap<>();
    Map<String, Future<Verdict>> mistakes = new TreeMap<>();
    for (Scenario.Variant one : scenario.alternatives(exercise.id())) {
      alternatives.put(
          one.name(), queue(runner -> variant(runner, exercise, one.sources(), judge::solution)));
    }
    for (Scenario.Variant one : scenario.mistakes(exercise.id())) {
      mistakes.put(
          one.name(),
          queue(
              runner ->
                  variant(runner, exercise, one.sources(), ran -> judge.mistake(one.name(), ran))));
    }
    return () ->
        new ExerciseProof(
            exercise.id(),
            Rules.complaints(exercise, exercises),
            get(starter),
            get(solution),
            get(alternatives),
            get(mistakes));
  }

  private Future<Verdict> queue(Function<Runner, Verdict> task) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    tasks.add(
        runner -> {
          try {
            verdict.complete(task.apply(runner));
          } catch (RuntimeException e) {
            verdict.completeExceptionally(e);
          }
        });
    return verdict;
  }

  private Verdict starter(Runner runner, ExerciseInfo exercise, Judge judge) {
    if (!Files.exists(exercise.starter())) {
      return Verdict.wrong("there is no file " + exercise.starter().getFileName());
    }
    Compilation compiled = runner.compile(exercise, exercise.scenario().starters(), "-Xlint:all");
    return judge
        .starterProblems(compiled.problems())
        .orElseGet(() -> repeated(runner, exercise, compiled, judge::starter));
  }

  private Verdict variant(
      Runner runner, ExerciseInfo exercise, Path sources, Function<Recording, Verdict> judge) {
    if (!Files.exists(exercise.pathIn(sources))) {
      return Verdict.wrong("there is no file " + exercise.starter().getFileName());
    }
    Compilation compiled = runner.compile(exercise, sources);
    return compiled.succeeded()
        ? repeated(runner, exercise, compiled, judge)
        : Verdict.wrong("does not compile: " + compiled.errors().get(0));
  }

  private Verdict repeated(
      Runner runner,
      ExerciseInfo exercise,
      Compilation compiled,
      Function<Recording, Verdict> judge) {
    Verdict verdict = judge.apply(runner.run(exercise, compiled));
    for (int run = 2; run <= times && verdict.proven(); run++) {
      verdict = judge.apply(runner.run(exercise, compiled));
      if (!verdict.proven()) {
        return Verdict.wrong("in run " + run + " of " + times + ": " + verdict.text());
      }
    }
    return verdict;
  }

  private static Map<String, Verdict> get(Map<String, Future<Verdict>> futures)
      throws InterruptedException {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Map.Entry<String, Future<Verdict>> one : futures.entrySet()) {
      verdicts.put(one.getKey(), get(one.getValue()));
    }
    return verdicts;
  }

  private static Verdict get(Future<Verdict> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      return Verdict.wrong("the proof itself failed: " + e.getCause());
    }
  }
}
