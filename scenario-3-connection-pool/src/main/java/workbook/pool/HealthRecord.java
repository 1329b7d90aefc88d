package workbook.pool;

import java.time.Duration;
import java.time.Instant;

/**
 * What one look at the server has found.
 *
 * @param at when the look began
 * @param verdict the result
 * @param latency how long the look took
 * @param serverVersion what the server calls itself; {@code null} if it did not answer
 * @param problem what is wrong, in a sentence; {@code null} if healthy
 */
public record HealthRecord(
    Instant at, Verdict verdict, Duration latency, String serverVersion, String problem) {

  /** How the server is. */
  public enum Verdict {
    /** It answered in time and says that it is well. */
    HEALTHY,
    /** It answered, but slowly, or it says that it is not well. */
    DEGRADED,
    /** It did not answer. */
    UNHEALTHY
  }
}
