package workbook.kit.run;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.launcher.TestPlan;
import workbook.kit.files.Disk;

/**
 * Records a test run for the report that follows it, as it happens: the JVM may end at any moment.
 * JUnit finds it by itself, in every test JVM; it writes nothing unless {@value #PROPERTY} names a
 * file.
 */
public final class RecordingListener extends OutcomeListener {

  /** The system property that names the file to write. */
  public static final String PROPERTY = "workbook.record";

  /** For JUnit. */
  public RecordingListener() {
    super(outcome -> append(new Gson().toJson(outcome)));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    append(Recording.END);
  }

  private static synchronized void append(String line) {
    String file = System.getProperty(PROPERTY);
    if (file != null) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      Disk.write(Path.of(file), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
