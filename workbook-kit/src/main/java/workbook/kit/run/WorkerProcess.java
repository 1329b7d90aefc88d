package workbook.kit.run;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A warm JVM beside this one that runs tests, and is killed and replaced when a learner's code gets
 * stuck in it or ends it. For one thread at a time.
 */
final class WorkerProcess implements AutoCloseable {

  /** A learner's code can write to the channel too: nothing else is made of what comes from it. */
  private static final ObjectInputFilter RECORDINGS_ONLY =
      ObjectInputFilter.Config.createFilter(
          "workbook.kit.run.*;java.util.*;java.lang.*;maxdepth=20;!*");

  private final List<Path> classPath;
  private final boolean patient;
  private Process process;

  /**
   * Starts the JVM; it gets ready while the caller goes on.
   *
   * @param classPath everything but the classes that are sent
   * @param patient whether a class gets its full time for each test, also after one got stuck
   */
  WorkerProcess(List<Path> classPath, boolean patient) {
    this.classPath = classPath;
    this.patient = patient;
    start();
  }

  /**
   * Runs one test class.
   *
   * @param limit after which the JVM is killed; each test has a shorter limit of its own
   * @return what happened; incomplete if the JVM ended or was killed
   */
  Recording run(Worker.Request request, Duration limit) {
    if (!process.isAlive()) {
      start();
    }
    Process asked = process;
    // On another thread: a read from a process cannot be given a time limit.
    Recording recording = await(CompletableFuture.supplyAsync(() -> ask(asked, request)), limit);
    if (!recording.complete() || hasStuckThreads(recording)) {
      close();
      start();
    }
    return recording;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static boolean hasStuckThreads(Recording recording) {
    return recording.outcomes().stream().anyMatch(one -> one.reason() == Reason.OUT_OF_TIME);
  }

  private static Recording await(CompletableFuture<Recording> reply, Duration limit) {
    try {
      return reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return ended("The tests were ended: after " + limit.toSeconds() + " s they still ran.");
    } catch (ExecutionException e) {
      return ended("The JVM that ran the tests ended in the middle.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ended("Interrupted.");
    }
  }

  private static Recording ended(String message) {
    return new Recording(List.of(), message, false);
  }

  private static Recording ask(Process worker, Worker.Request request) {
    try {
      ObjectOutputStream out = new ObjectOutputStream(worker.getOutputStream());
      out.writeObject(request);
      out.flush();
      ObjectInputStream in = new ObjectInputStream(worker.getInputStream());
      in.setObjectInputFilter(RECORDINGS_ONLY);
      return (Recording) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void start() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      process =
          new ProcessBuilder(
                  java,
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx512m",
                  "-Dfile.encoding=UTF-8",
                  "-Dworkbook.patient=" + patient,
                  "-cp",
                  ClassPath.joined(classPath),
                  Worker.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
