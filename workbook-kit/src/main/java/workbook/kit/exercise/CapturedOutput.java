package workbook.kit.exercise;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a learner's code prints during one test, up to a bound. Only where {@value #PROPERTY} is
 * set: in an IDE the output stays where one expects it.
 */
public final class CapturedOutput {

  /** The key of the report entry that carries the text. */
  public static final String ENTRY = "workbook.output";

  /** The system property that switches capturing on, with the value {@code true}. */
  public static final String PROPERTY = "workbook.capture";

  private static final String GROUP = "exercise";
  private static final int MAX_BYTES = 4_000;

  private static volatile CapturedOutput current;
  private static boolean installed;

  private final ThreadGroup group = new ThreadGroup(GROUP);
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long dropped;

  private CapturedOutput() {}

  static CapturedOutput start() {
    install();
    CapturedOutput output = new CapturedOutput();
    current = output;
    return output;
  }

  /** Threads of the test belong to it, so that a late one does not print into the next test. */
  ThreadGroup group() {
    return group;
  }

  /** What was printed. */
  String end() {
    current = null;
    synchronized (kept) {
      String text = kept.toString(StandardCharsets.UTF_8);
      return dropped == 0 ? text : text + "… (" + dropped + " more bytes)";
    }
  }

  private void write(byte[] bytes, int from, int length) {
    synchronized (kept) {
      int fits = Math.min(length, MAX_BYTES - kept.size());
      kept.write(bytes, from, fits);
      dropped += length - fits;
    }
  }

  private static synchronized void install() {
    if (!installed && Boolean.getBoolean(PROPERTY)) {
      System.setOut(capturing(System.out));
      System.setErr(capturing(System.err));
      installed = true;
    }
  }

  private static PrintStream capturing(PrintStream original) {
    return new PrintStream(new Router(original), true, StandardCharsets.UTF_8);
  }

  /** Sends what threads of a test print to that test, and the rest where it would have gone. */
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
      CapturedOutput test = current;
      ThreadGroup writer = Thread.currentThread().getThreadGroup();
      boolean late = writer.getName().equals(GROUP) && (test == null || writer != test.group);
      if (late) {
        return;
      }
      if (test == null) {
        original.write(bytes, from, length);
      } else {
        test.write(bytes, from, length);
      }
    }
  }
}
