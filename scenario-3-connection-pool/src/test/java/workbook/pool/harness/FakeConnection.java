package workbook.pool.harness;

/** A connection to nothing. It has a number, so that messages can say which one they mean. */
public final class FakeConnection {

  private final int number;

  FakeConnection(int number) {
    this.number = number;
  }

  @Override
  public String toString() {
    return "connection " + number;
  }
}
