package workbook.kit.run;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.launcher.TestPlan;

/**
 * Records a test run for the report that follows it. JUnit finds it by itself, in every test JVM;
 * it writes nothing unless {@value #PROPERTY} names a file.
 */
public final class RecordingListener extends OutcomeListener {

  /** The system property that names the file to write. */
  public static final String PROPERTY = "workbook.record";

  private final Optional<Path> file;

  /** For JUnit. */
  public RecordingListener() {
    this(Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of));
  }

  private RecordingListener(Optional<Path> file) {
    super(outcome -> file.ifPresent(there -> Recording.outcome(there, outcome)));
    this.file = file;
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    file.ifPresent(Recording::end);
  }
}
