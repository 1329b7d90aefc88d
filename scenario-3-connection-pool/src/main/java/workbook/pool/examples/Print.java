package workbook.pool.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import workbook.pool.HealthRecord;
import workbook.pool.PoolStats;

/** How the examples show things. */
final class Print {

  private Print() {}

  static void title(PrintStream out, String title) {
    out.printf("%n=== %s%n", title);
  }

  static void stats(PrintStream out, PoolStats stats) {
    out.printf(
        "pool:   size %d, idle %d, leased %d, repairing %d, waiting %d%n",
        stats.size(), stats.idle(), stats.leased(), stats.repairing(), stats.waiting());
    out.printf(
        "so far: borrowed %d, timeouts %d, opened %d, invalidated %d%n",
        stats.borrowed(), stats.timeouts(), stats.opened(), stats.invalidated());
  }

  static void health(PrintStream out, HealthRecord record) {
    out.printf(
        "%s  %-9s  %4d ms  %s%n",
        record.at().truncatedTo(ChronoUnit.MILLIS),
        record.verdict(),
        record.latency().toMillis(),
        record.problem() == null ? record.serverVersion() : record.problem());
  }

  static void notice(PrintStream out, String text) {
    out.println("Notice: " + text);
  }

  static String seconds(Duration duration) {
    return String.format("%.2f s", duration.toMillis() / 1000.0);
  }
}
