package workbook.kit.exercise;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a learner's code prints during one test, up to a bound. Only where {@value #PROPERTY} is
 * set: in an IDE the output stays where one expects it.
 *
 * <p>It is the group of the test's threads, so that a late one does not print into the next test.
 */
public final class CapturedOutput extends ThreadGroup {

  /** The key of the report entry that carries the text. */
  public static final String ENTRY = "workbook.output";

  /** The system property that switches capturing on, with the value {@code true}. */
  public static final String PROPERTY = "workbook.capture";

  private static final int MAX_BYTES = 4_000;

  private static volatile CapturedOutput current;

  static {
    if (Boolean.getBoolean(PROPERTY)) {
      System.setOut(capturing(System.out));
      System.setErr(capturing(System.err));
    }
  }

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long dropped;

  private CapturedOutput() {
    super("exercise");
  }

  static CapturedOutput start() {
    current = new CapturedOutput();
    return current;
  }

  /** What was printed. */
  synchronized String end() {
    current = null;
    String text = kept.toString(StandardCharsets.UTF_8);
    return dropped == 0 ? text : text + "… (" + dropped + " more bytes)";
  }

  private synchronized void write(byte[] bytes, int from, int length) {
    int fits = Math.min(length, MAX_BYTES - kept.size());
    kept.write(bytes, from, fits);
    dropped += length - fits;
  }

  private static PrintStream capturing(PrintStream original) {
    return new PrintStream(new Router(original), true, StandardCharsets.UTF_8);
  }

  /** Sends what is printed to the test of the thread, or to the current one, if there is one. */
  private static final class Router extends OutputStream {

    private final PrintStream original;

    Router(PrintStream original) {
      this.original = original;
    }

    @Override
    public void write(int oneByte) {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      CapturedOutput test = group instanceof CapturedOutput own ? own : current;
      if (test == null) {
        original.write(bytes, from, length);
      } else {
        test.write(bytes, from, length);
      }
    }
  }
}
