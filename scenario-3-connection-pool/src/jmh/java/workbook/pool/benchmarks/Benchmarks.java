package workbook.pool.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import workbook.pool.benchmarks.report.Report;
import workbook.pool.benchmarks.stage.Stage;
import workbook.pool.benchmarks.stage.Stages;

/** Runs the benchmarks: {@code docs/benchmarks.md} tells how to start this. */
public final class Benchmarks {

  private static final Path TARGET = Path.of("target", "benchmarks");
  private static final Path RAW = TARGET.resolve("jmh.json");
  private static final Path DOCS = Path.of("..", "docs");

  private Benchmarks() {}

  /**
   * Runs, and writes the report.
   *
   * @param args one of quick, full, borrow; guard for CI; report to write the report in docs/ again
   */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "quick" -> run(Plan.quick());
      case "full" -> run(Plan.full(Settings.jdkWithVirtualThreads()));
      case "borrow" -> run(Plan.borrow());
      case "guard" -> Guard.run();
      case "report" -> publish(new Report(DOCS.resolve("benchmarks")));
      default ->
          throw new IllegalArgumentException(
              "-Dbenchmarks=" + args[0] + "; give quick, full, borrow, guard or report");
    }
  }

  private static void run(Plan plan) throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int rounds = Settings.rounds(plan.rounds());
    String server = "none";
    int failures;
    try (Stage stage = plan.needsServer() ? Stages.open() : null) {
      if (stage != null) {
        server = stage.describe();
      }
      failures = run(plan, rounds, stage);
    }
    if (Settings.publish() && failures == 0) {
      Report report = new Report(DOCS.resolve("benchmarks"));
      report.take(RAW, server, rounds, Settings.scale(), load);
      publish(report);
    } else {
      Report report = new Report(TARGET.resolve("report"));
      report.take(RAW, server, rounds, Settings.scale(), load);
      report.draw();
      System.out.println("Tables: " + shown(report.summarize()) + ", beside its charts.");
    }
    if (failures > 0) {
      System.out.println(failures + " cells failed, see above; nothing was published.");
      System.exit(1);
    }
  }

  private static int run(Plan plan, int rounds, Stage stage) throws Exception {
    Plan possible = stage == null ? plan : plan.where(stage::has);
    Rounds.Progress progress = new Rounds.Progress(possible.cells() * rounds);
    List<RunResult> results = new ArrayList<>();
    for (Scene scene : possible.scenes()) {
      if (scene.needsServer()) {
        stage.set(scene.network());
      }
      results.addAll(new Rounds(rounds, progress).run(scene.cells()));
      write(results); // after each scene: an hour's work is not lost by a failure near its end
    }
    return progress.failures();
  }

  private static void publish(Report report) throws IOException {
    report.draw();
    report.publish(DOCS);
    System.out.println("Written: docs/benchmarks/ and the tables of docs/benchmarks*.md.");
  }

  /** As seen from the folder where Maven was started. */
  private static Path shown(Path file) {
    return Path.of("").toAbsolutePath().getFileName().resolve(file);
  }

  private static void write(List<RunResult> results) throws IOException {
    Files.createDirectories(RAW.getParent());
    ResultFormatFactory.getInstance(ResultFormatType.JSON, RAW.toString()).writeOut(results);
  }
}
