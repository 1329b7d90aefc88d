package workbook.pool.harness;

/** A connection to nothing. It has a number, so that messages can say which one they mean. */
public final class FakeConnection {

  private final int number;

  /** Makes a connection that nobody has opened. */
  public FakeConnection(int number) {
    this.number = number;
  }

  @Override
  public String toString() {
    return "connection " + number;
  }
}
