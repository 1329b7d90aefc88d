package workbook.kit.embedded;

/** A fault that is in force until it is closed. Thread-safe. */
@FunctionalInterface
public interface Fault extends AutoCloseable {

  /** Ends the fault; does nothing if it has ended. */
  @Override
  void close();

  /**
   * Works while the fault is in force and ends it then, however the work ends.
   *
   * @throws E if the work does
   */
  default <E extends Exception> void during(Work<E> work) throws E {
    try {
      work.run();
    } finally {
      close();
    }
  }

  /** What is done during a fault. */
  @FunctionalInterface
  interface Work<E extends Exception> {
    /** Does it. */
    void run() throws E;
  }
}
