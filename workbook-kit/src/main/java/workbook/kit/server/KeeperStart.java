package workbook.kit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The time between the start of a keeper and its server's readiness, seen from outside. */
final class KeeperStart {

  /** A step that tells nothing for so long counts as failed. */
  private static final long SILENCE_SECONDS = 8;

  private static final long STOP_SECONDS = 5;

  /** Stands for the end of the keeper's output. */
  private static final String END = "";

  private final Process keeper;
  private final Path log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  KeeperStart(Process keeper, Path log) {
    this.keeper = keeper;
    this.log = log;
  }

  /**
   * Waits until the server answers; shows on standard error what the keeper tells meanwhile.
   *
   * @return the server's URI
   * @throws ServerUnavailable with the keeper's reason, or naming the step that did not end
   */
  String await() {
    Thread reader = new Thread(this::read, "keeper-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return follow();
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new ServerUnavailable("Interrupted while a server was started.", "Run it again.");
    }
  }

  private String follow() throws InterruptedException {
    String ifSilent = "The process that keeps the server told nothing; its log: " + log;
    for (; ; ) {
      String line = lines.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        stop();
        throw new ServerUnavailable(ifSilent);
      }
      if (line.equals(END)) {
        throw new ServerUnavailable("The process that keeps the server ended early.", endOfLog());
      }
      Message message = Message.parse(line).orElse(new Message(Message.Kind.PROGRESS, line));
      switch (message.kind()) {
        case IF_SILENT -> ifSilent = message.text();
        case PROGRESS -> System.err.println(message.text());
        case READY -> {
          return message.text();
        }
        case FAILED -> throw new ServerUnavailable(message.text());
      }
    }
  }

  private void read() {
    try (BufferedReader output = keeper.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) {
        lines.add(line);
        if (line.startsWith(Message.Kind.READY.name())) {
          return; // the keeper has nothing more to say, and outlives this process
        }
      }
    } catch (IOException e) {
      lines.add("The keeper's output cannot be read: " + e.getMessage());
    }
    lines.add(END);
  }

  /** Ends the keeper; it takes with it what it has started so far. */
  private void stop() {
    keeper.destroy();
    try {
      if (!keeper.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        keeper.destroyForcibly();
      }
    } catch (InterruptedException e) {
      keeper.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String endOfLog() {
    try {
      List<String> all = Files.readAllLines(log);
      return String.join("\n", all.subList(Math.max(0, all.size() - 2), all.size()));
    } catch (IOException e) {
      return "Its log: " + log;
    }
  }
}
