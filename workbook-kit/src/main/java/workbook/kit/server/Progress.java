package workbook.kit.server;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What a keeper does: told to the user, through the standard output, at each step's begin and from
 * time to time. Ends the keeper when a step makes no progress. Thread-safe.
 */
final class Progress {

  private static final int TELL_SECONDS = 5;

  private final ServerFolder folder;
  private String text;
  private int limitSeconds;
  private ServerUnavailable ifSilent;
  private int elapsedSeconds;
  private int silentSeconds;

  private Progress(ServerFolder folder) {
    this.folder = folder;
  }

  static Progress of(ServerFolder folder) {
    Progress progress = new Progress(folder);
    var unused =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleAtFixedRate(progress::tick, 1, 1, TimeUnit.SECONDS);
    return progress;
  }

  /**
   * Begins a step; the one before is done.
   *
   * @param what it does, for the user
   * @param limitSeconds how long it may be silent
   * @param ifSilent what it means if it is silent for longer
   */
  synchronized void begin(String what, int limitSeconds, ServerUnavailable ifSilent) {
    this.limitSeconds = limitSeconds;
    this.ifSilent = ifSilent;
    elapsedSeconds = 0;
    advance(what);
    System.out.println(what + " …");
  }

  /** The step has come further; this is what to tell of it from now on. */
  synchronized void advance(String news) {
    text = news;
    silentSeconds = 0;
  }

  /** The server is ready; from now on there is nothing to watch, and nobody to tell. */
  synchronized void ready() {
    text = null;
    System.out.println("Milvus is ready after " + elapsedSeconds + " s.");
    System.out.close();
  }

  private synchronized void tick() {
    if (text == null) {
      return;
    }
    elapsedSeconds++;
    silentSeconds++;
    if (silentSeconds > limitSeconds) {
      folder.fail(ifSilent);
      Runtime.getRuntime().halt(1); // what hangs would hang whoever waits for it, too
    }
    if (elapsedSeconds % TELL_SECONDS == 0) {
      System.out.println("… " + text + " (" + elapsedSeconds + " s)");
    }
  }
}
