package workbook.kit.server;

/** A server that a keeper starts and removes. */
interface KeptServer {

  /**
   * Starts it; called once.
   *
   * @return its URI
   * @throws ServerUnavailable if it cannot be started
   * @throws Exception likewise, for a reason that nobody has foreseen
   */
  String start() throws Exception;

  /**
   * Removes the server of a folder, this one or one of the same kind that was left by another
   * keeper; also while it starts, more than once, and if there is none.
   */
  void remove(ServerFolder of) throws InterruptedException;
}
