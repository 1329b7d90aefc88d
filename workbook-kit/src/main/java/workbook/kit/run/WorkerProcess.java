package workbook.kit.run;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import workbook.kit.compile.ClassPath;
import workbook.kit.files.Disk;

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
    Future<?> kill =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    Worker.Reply reply = ask(request);
    boolean late = !kill.cancel(false);
    if (late) {
      reply = noReply("The tests were ended: after " + limit.toSeconds() + " s they still ran.");
    }
    boolean stuck =
        reply.recording().outcomes().stream().anyMatch(one -> one.reason() == Reason.OUT_OF_TIME);
    if (stuck || reply.spent()) {
      close();
      start();
    }
    return reply.recording();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Worker.Reply noReply(String why) {
    return new Worker.Reply(new Recording(List.of(), why), true);
  }

  private Worker.Reply ask(Worker.Request request) {
    try {
      ObjectOutputStream out = new ObjectOutputStream(process.getOutputStream());
      out.writeObject(request);
      out.flush();
      ObjectInputStream in = new ObjectInputStream(process.getInputStream());
      in.setObjectInputFilter(RECORDINGS_ONLY);
      return (Worker.Reply) in.readObject();
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      return noReply("The JVM that ran the tests ended in the middle.");
    }
  }

  private void start() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Dfile.encoding=UTF-8",
            "-Dworkbook.patient=" + patient,
            "-cp",
            ClassPath.joined(classPath),
            Worker.class.getName());
    ProcessBuilder worker =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    process = Disk.io(worker::start);
  }
}
