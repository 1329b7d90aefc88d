package workbook.kit.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
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

  private static final double NANOS = 1e9;

  private final List<ExerciseInfo> exercises;
  private final int times;
  private final BlockingQueue<Runner> runners = new LinkedBlockingQueue<>();
  private final ExecutorService threads;

  private Proof(List<ExerciseInfo> exercises, List<Path> classPath, int times) {
    this.exercises = exercises;
    this.times = times;
    int variants = exercises.stream().mapToInt(Proof::variants).sum();
    int workers = Math.min(MAX_WORKERS, 1 + variants / VARIANTS_WORTH_A_WORKER);
    threads = Executors.newFixedThreadPool(workers);
    for (int i = 0; i < workers; i++) {
      runners.add(Runner.forProof(classPath));
    }
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
    try {
      List<Trial> trials = exercises.stream().map(Trial::new).toList();
      List<ExerciseProof> proofs = new ArrayList<>();
      for (Trial trial : trials) {
        proofs.add(trial.result());
      }
      return new ProofReport(proofs);
    } finally {
      threads.shutdownNow();
      runners.forEach(Runner::close);
    }
  }

  private static int variants(ExerciseInfo exercise) {
    Scenario scenario = exercise.scenario();
    return 2
        + scenario.alternatives(exercise.id()).size()
        + scenario.mistakes(exercise.id()).size();
  }

  /** All variants of one exercise, waiting for a runner or on their way. */
  private final class Trial {

    private final ExerciseInfo exercise;
    private final Judge judge;
    private final Future<Verdict> starter;
    private final Future<Verdict> solution;
    private final Map<String, Future<Verdict>> alternatives = new TreeMap<>();
    private final Map<String, Future<Verdict>> mistakes = new TreeMap<>();
    private final LongAccumulator begin = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator end = new LongAccumulator(Math::max, Long.MIN_VALUE);

    Trial(ExerciseInfo exercise) {
      this.exercise = exercise;
      judge = new Judge(exercise);
      Scenario scenario = exercise.scenario();
      starter = start(scenario.starters(), this::starter);
      solution = start(scenario.solutions(), this::solution);
      for (Scenario.Variant one : scenario.alternatives(exercise.id())) {
        alternatives.put(one.name(), start(one.sources(), this::solution));
      }
      for (Scenario.Variant one : scenario.mistakes(exercise.id())) {
        Set<String> claiming =
            judge.claiming(one.name()).stream().map(TestInfo::method).collect(Collectors.toSet());
        mistakes.put(
            one.name(),
            start(
                one.sources(),
                (runner, sources) ->
                    variant(runner, sources, claiming, ran -> judge.mistake(one.name(), ran))));
      }
    }

    ExerciseProof result() throws InterruptedException {
      Verdict starters = get(starter);
      Verdict solutions = get(solution);
      Map<String, Verdict> others = get(alternatives);
      Map<String, Verdict> wrong = get(mistakes);
      return new ExerciseProof(
          exercise.id(),
          Math.round(10 * (end.get() - begin.get()) / NANOS) / 10.0,
          Rules.complaints(exercise, exercises),
          starters,
          solutions,
          others,
          wrong);
    }

    private Future<Verdict> start(Path sources, BiFunction<Runner, Path, Verdict> variant) {
      return threads.submit(
          () -> {
            Runner runner = runners.take();
            begin.accumulate(System.nanoTime());
            try {
              return Files.exists(exercise.pathIn(sources))
                  ? variant.apply(runner, sources)
                  : Verdict.wrong("there is no file " + exercise.starter().getFileName());
            } finally {
              end.accumulate(System.nanoTime());
              runners.add(runner);
            }
          });
    }

    private Verdict starter(Runner runner, Path sources) {
      Compilation compiled = runner.compile(exercise, sources, "-Xlint:all");
      return judge
          .starterProblems(compiled.problems())
          .orElseGet(() -> repeated(() -> judge.starter(runner.run(exercise, compiled))));
    }

    private Verdict solution(Runner runner, Path sources) {
      return variant(runner, sources, Set.of(), judge::solution);
    }

    private Verdict variant(
        Runner runner, Path sources, Set<String> methods, Function<Recording, Verdict> verdict) {
      Compilation compiled = runner.compile(exercise, sources);
      return compiled.succeeded()
          ? repeated(() -> verdict.apply(runner.run(exercise, compiled, methods)))
          : Verdict.wrong("does not compile: " + compiled.errors().get(0));
    }
  }

  private Verdict repeated(Supplier<Verdict> once) {
    Verdict verdict = once.get();
    for (int run = 2; run <= times && verdict.proven(); run++) {
      verdict = once.get();
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
