package workbook.kit.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.proof.ExerciseProof.Tried;
import workbook.kit.run.Runner;

/**
 * Compiles and runs every variant of exercises and judges what they do. The variants share nothing;
 * they run beside each other in workers that are killed when a variant gets stuck.
 */
public final class Proof {

  /** Tests wait now and then, and the compiler waits for them. */
  private static final int MAX_WORKERS =
      Math.min(4, 1 + Runtime.getRuntime().availableProcessors());

  /** To start a worker costs about as much as to run this many variants. */
  private static final int VARIANTS_WORTH_A_WORKER = 20;

  private static final double NANOS = 1e9;

  private final int times;
  private final BlockingQueue<Runner> runners = new LinkedBlockingQueue<>();

  private Proof(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("A variant that is not run proves nothing: " + times);
    }
    this.times = times;
  }

  /**
   * Proves exercises of one scenario.
   *
   * @param classPath of the scenario's tests; the variants come before it
   * @param times how often each variant is run, at least once; every run must come out the same
   * @throws InterruptedException if interrupted while waiting; the workers are ended
   */
  public static ProofReport of(List<ExerciseInfo> exercises, List<Path> classPath, int times)
      throws InterruptedException {
    // First the starters and solutions: they take longest, and each exercise bears its part of what
    // the first run of anything costs.
    List<Trial> trials =
        exercises.stream()
            .flatMap(one -> Trial.all(one).stream())
            .sorted(Comparator.comparing(Trial::kind))
            .toList();
    int workers = Math.min(MAX_WORKERS, 1 + trials.size() / VARIANTS_WORTH_A_WORKER);
    List<Tried> tried = new Proof(times).run(trials, workers, classPath);
    List<ExerciseProof> proofs = new ArrayList<>();
    for (ExerciseInfo exercise : exercises) {
      List<Tried> own =
          tried.stream().filter(one -> one.trial().exercise().equals(exercise)).toList();
      double seconds = own.stream().mapToLong(Tried::nanos).sum() / NANOS / workers;
      List<String> rules = Rules.complaints(exercise, exercises);
      proofs.add(ExerciseProof.of(exercise.id(), Math.round(10 * seconds) / 10.0, rules, own));
    }
    return new ProofReport(proofs);
  }

  private List<Tried> run(List<Trial> trials, int workers, List<Path> classPath)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      for (int i = 0; i < workers; i++) {
        runners.add(Runner.forProof(classPath));
      }
      List<Tried> tried = new ArrayList<>();
      for (Future<Tried> one : threads.invokeAll(trials.stream().map(this::call).toList())) {
        tried.add(one.get());
      }
      return tried;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The proof itself failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
      runners.forEach(Runner::close);
    }
  }

  private Callable<Tried> call(Trial trial) {
    return () -> {
      Runner runner = runners.take();
      long start = System.nanoTime();
      try {
        Verdict verdict = trial.verdict(runner, times);
        return new Tried(trial, verdict, System.nanoTime() - start);
      } finally {
        runners.add(runner);
      }
    };
  }
}
