package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ProcessIdTest {

  @Test
  @DisplayName("its text names the same process")
  void text() {
    ProcessId me = ProcessId.of(ProcessHandle.current());
    assertThat(ProcessId.parse(me.toString())).contains(me);
    assertThat(ProcessId.parse("machine")).isEmpty();
    assertThat(ProcessId.parse(null)).isEmpty();
  }

  @Test
  @DisplayName("another process of the same number is not the same")
  void numberComesBack() {
    ProcessId me = ProcessId.of(ProcessHandle.current());
    assertThat(me.isAlive()).isTrue();
    assertThat(new ProcessId(me.pid(), me.born() + "1").isAlive()).isFalse();
  }

  @Test
  @DisplayName("its end is seen, also when it is killed")
  void end() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessId id = ProcessId.of(process.toHandle());
    assertThat(id.isAlive()).isTrue();
    id.destroy();
    id.awaitEnd();
    assertThat(process.waitFor()).isNotZero();
  }

  @Test
  @DisplayName("in a JVM that Maven has forked, the run is a JVM above it")
  void run() {
    assertThat(System.getProperty("workbook.fork")).isEqualTo("true");
    ProcessId run = ProcessId.ofThisRun();
    assertThat(run).isNotEqualTo(ProcessId.of(ProcessHandle.current()));
    assertThat(run.isAlive()).isTrue();
  }
}
