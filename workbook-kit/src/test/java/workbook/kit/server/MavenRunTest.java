package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class MavenRunTest {

  @Test
  @DisplayName("in a JVM that Maven has forked, the run is a JVM above it")
  void run() {
    assertThat(System.getProperty("workbook.fork")).isEqualTo("true");
    ProcessHandle run = MavenRun.current();
    assertThat(run).isNotEqualTo(ProcessHandle.current());
    assertThat(MavenRun.isAlive(run)).isTrue();
  }

  @Test
  @DisplayName("its end is seen, also when it is killed")
  void end() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    assertThat(MavenRun.isAlive(process.toHandle())).isTrue();
    process.destroyForcibly();
    MavenRun.awaitEnd(process.toHandle());
    assertThat(process.waitFor()).isNotZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("its end is seen, also when its parent does not reap it")
  void notReaped() throws IOException, InterruptedException {
    // The shell becomes a program that knows nothing of the child that it has now.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
    try (var output = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      MavenRun.awaitEnd(child);
      assertThat(Path.of("/proc/" + child.pid())).exists(); // as a zombie
    } finally {
      parent.destroyForcibly();
    }
  }
}
