package workbook.kit.run;

/** Why a test ended as it did. */
public enum Reason {
  /** As it should. */
  PASSED("passed"),
  /** A gap of the starter was reached. */
  UNSOLVED("unsolved"),
  /** An assertion of the test failed. */
  ASSERTION("failed"),
  /** Something else was thrown. */
  EXCEPTION("failed"),
  /** The time was up. */
  OUT_OF_TIME("error"),
  /** An assumption of the test does not hold here; a test of the reference code may say so. */
  SKIPPED("skipped");

  private final String status;

  Reason(String status) {
    this.status = status;
  }

  /** The word for it in {@code results.json}. */
  public String status() {
    return status;
  }
}
