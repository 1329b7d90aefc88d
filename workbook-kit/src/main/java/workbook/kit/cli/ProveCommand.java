package workbook.kit.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.proof.Proof;
import workbook.kit.proof.ProofReport;

/** For those who write exercises. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description =
        "For authors: proves that starters fail, solutions pass and mistakes are rejected.")
final class ProveCommand implements Callable<Integer> {

  private final Desk desk;

  @Parameters(arity = "0..*", paramLabel = "id", description = "For instance 3.01; else all.")
  private List<String> ids = List.of();

  @Option(names = "--times", defaultValue = "1", description = "Runs of each variant.")
  private int times;

  ProveCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<ExerciseInfo> wanted =
        ids.isEmpty() ? desk.exercises() : ids.stream().map(desk::exercise).toList();
    boolean proven = true;
    for (Scenario scenario : desk.scenarios()) {
      List<ExerciseInfo> here =
          wanted.stream().filter(one -> one.scenario().equals(scenario)).toList();
      if (!here.isEmpty()) {
        ProofReport report = Proof.of(here, new Build(desk).classPath(scenario), times);
        desk.terminal().line(report.table().stripTrailing());
        proven &= report.proven();
      }
    }
    return proven ? 0 : 1;
  }
}
