package workbook.pool;

import java.time.Duration;

/**
 * Looks at a server through a connection of its own: a monitor that borrows from the pool waits
 * exactly when the pool is exhausted, and so misses what it is there to see. Used by one thread at
 * a time.
 */
public interface HealthProbe extends AutoCloseable {

  /**
   * Looks once. Opens its connection if it has none.
   *
   * @param atMost how long the look may take
   * @throws Exception if the server did not answer; the next look starts with a new connection
   */
  Answer look(Duration atMost) throws Exception;

  /** Closes the probe's connection, if there is one. Must not block long. */
  @Override
  void close();

  /**
   * What a server that answers says of itself.
   *
   * @param serverVersion its version
   * @param complaint what it says is wrong; {@code null} if nothing
   */
  record Answer(String serverVersion, String complaint) {}
}
