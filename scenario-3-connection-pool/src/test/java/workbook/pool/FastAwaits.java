package workbook.pool;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;

/** Looks every millisecond: what these tests wait for comes in microseconds, and there are many. */
abstract class FastAwaits {

  @BeforeAll
  static void lookOften() {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(1));
    Awaitility.setDefaultPollDelay(Duration.ZERO);
  }
}
