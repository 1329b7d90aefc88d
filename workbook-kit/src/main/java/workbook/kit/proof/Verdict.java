package workbook.kit.proof;

/**
 * Whether a variant of an exercise did what it must.
 *
 * @param proven whether it did
 * @param text {@code ok}, {@code rejected}, or what is wrong
 * @param by the test that rejected a mistake; empty otherwise
 * @param message what that test told; empty otherwise
 */
record Verdict(boolean proven, String text, String by, String message) {

  static final Verdict OK = new Verdict(true, "ok", "", "");

  static Verdict rejected(String by, String message) {
    return new Verdict(true, "rejected", by, message);
  }

  static Verdict wrong(String what) {
    return new Verdict(false, what, "", "");
  }
}
