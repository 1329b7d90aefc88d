package workbook.kit.run;

import java.nio.file.Path;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Records a test run for the report that follows it. JUnit finds it by itself, in every test JVM;
 * it does nothing unless {@value #PROPERTY} names a file.
 */
public final class RecordingListener implements TestExecutionListener {

  /** The system property that names the file to write. */
  public static final String PROPERTY = "workbook.record";

  private final Path file;
  private final OutcomeListener outcomes;

  /** For JUnit. */
  public RecordingListener() {
    String name = System.getProperty(PROPERTY);
    file = name == null ? null : Path.of(name);
    outcomes = new OutcomeListener(outcome -> Recording.outcome(file, outcome));
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (file != null) {
      outcomes.executionStarted(test);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    if (file != null) {
      outcomes.reportingEntryPublished(test, entry);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String why) {
    if (file != null) {
      outcomes.executionSkipped(test, why);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (file != null) {
      outcomes.executionFinished(test, result);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (file != null) {
      Recording.end(file);
    }
  }
}
