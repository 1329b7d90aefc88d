package workbook.pool.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import workbook.pool.benchmarks.stage.Stage;
import workbook.pool.benchmarks.stage.Stages;

/** Runs the benchmarks: {@code docs/benchmarks.md} tells how to start this. */
public final class Benchmarks {

  private static final Path RAW = Path.of("target", "benchmarks", "jmh.json");

  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param args what to run: quick, full or borrow
   */
  public static void main(String[] args) throws Exception {
    Plan plan =
        switch (args[0]) {
          case "quick" -> Plan.quick();
          case "full" -> Plan.full(Settings.jdkWithVirtualThreads());
          case "borrow" -> Plan.borrow();
          default -> throw new IllegalArgumentException("not a run: " + args[0]);
        };
    int rounds = Settings.rounds(plan.rounds());
    List<RunResult> results = new ArrayList<>();
    try (Stage stage = plan.needsServer() ? Stages.open() : null) {
      Plan possible = stage == null ? plan : plan.where(stage::has);
      Rounds run = new Rounds(rounds, new Rounds.Progress(possible.cells() * rounds));
      for (Scene scene : possible.scenes()) {
        if (scene.needsServer()) {
          stage.set(scene.network());
        }
        results.addAll(run.run(scene.cells()));
        write(results);
      }
    }
  }

  private static void write(List<RunResult> results) throws IOException {
    Files.createDirectories(RAW.getParent());
    ResultFormatFactory.getInstance(ResultFormatType.JSON, RAW.toString()).writeOut(results);
  }
}
