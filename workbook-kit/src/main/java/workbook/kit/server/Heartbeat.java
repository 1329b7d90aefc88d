package workbook.kit.server;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the user from time to time that a step still runs, so that its silence is no failure. */
final class Heartbeat {

  private static final int SECONDS = 5;

  private final Reporter reporter;
  private final String text;
  private int elapsed; // used by the timer's thread alone

  private Heartbeat(Reporter reporter, String text) {
    this.reporter = reporter;
    this.text = text;
  }

  /** Runs the work and tells every five seconds that it still runs. */
  static <T> T during(Callable<T> work, Reporter reporter, String text) throws Exception {
    Heartbeat heartbeat = new Heartbeat(reporter, text);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused = timer.scheduleAtFixedRate(heartbeat::beat, SECONDS, SECONDS, TimeUnit.SECONDS);
      return work.call();
    } finally {
      timer.shutdownNow();
    }
  }

  private void beat() {
    elapsed += SECONDS;
    reporter.progress(text + " (" + elapsed + " s)");
  }
}
