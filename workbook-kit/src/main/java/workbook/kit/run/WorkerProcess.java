package workbook.kit.run;

import com.google.gson.Gson;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A warm JVM beside this one that runs tests, and is killed and replaced when a learner's code gets
 * stuck in it or ends it. For one thread at a time.
 */
final class WorkerProcess implements AutoCloseable {

  private static final Gson GSON = new Gson();

  private final List<Path> classPath;
  private final boolean patient;
  private Process process;
  private DataOutputStream out;
  private DataInputStream in;

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
   * @param classes the test class, the learner's class and what is nested in them
   * @param limit after which the JVM is killed; each test has a shorter limit of its own
   * @return what happened; incomplete if the JVM ended or was killed
   */
  Recording run(Map<String, byte[]> classes, String testClass, Duration limit) {
    if (!process.isAlive()) {
      start();
    }
    // The reply is read on another thread: a read from a process cannot be given a time limit.
    CompletableFuture<Recording> reply = CompletableFuture.supplyAsync(this::receive);
    send(classes, testClass);
    Recording recording = await(reply, limit);
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

  private void send(Map<String, byte[]> classes, String testClass) {
    try {
      out.writeInt(classes.size());
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        out.writeUTF(one.getKey());
        out.writeInt(one.getValue().length);
        out.write(one.getValue());
      }
      out.writeUTF(testClass);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Recording receive() {
    try {
      byte[] json = in.readNBytes(in.readInt());
      return GSON.fromJson(new String(json, StandardCharsets.UTF_8), Recording.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
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
                  path,
                  Worker.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    in = new DataInputStream(process.getInputStream());
  }
}
