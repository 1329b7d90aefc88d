package workbook.kit.server;

import java.util.Optional;

/** A server that a keeper starts and ends. */
interface KeptServer extends AutoCloseable {

  /**
   * Starts it; called once.
   *
   * @return its URI
   * @throws ServerUnavailable if it cannot be started
   * @throws Exception likewise, for a reason that nobody has foreseen
   */
  String start() throws Exception;

  /** Its process, if it has one on this machine. */
  default Optional<ProcessId> process() {
    return Optional.empty();
  }

  /** Ends it and removes what it leaves; also while it starts, and more than once. */
  @Override
  void close();
}
