package workbook.kit.embedded;

/** A fault that is in force. Thread-safe. */
@FunctionalInterface
public interface Fault extends AutoCloseable {

  /** Ends the fault; does nothing if it has ended. */
  @Override
  void close();
}
