package workbook.kit.proof;

import java.nio.file.Path;
import java.util.List;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.ClassPath;

/** The proof as a step of Maven: fails the build unless every exercise of a scenario is proven. */
public final class ProofMain {

  private ProofMain() {}

  /**
   * Proves one scenario.
   *
   * @param args the scenario's folder, the folder for {@code proof.json}, and how often to run each
   *     variant
   * @throws IllegalStateException if something is wrong
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    Scenario scenario = new Scenario(Path.of(args[0]));
    List<ExerciseInfo> exercises = Catalog.of(List.of(scenario)).exercises();
    if (exercises.isEmpty()) {
      return;
    }
    ProofReport report = Proof.of(exercises, ClassPath.own(), Integer.parseInt(args[2]));
    report.write(Path.of(args[1], "workbook", "proof.json"));
    System.out.println("Proof of " + scenario.name());
    System.out.print(report.table());
    if (!report.proven()) {
      throw new IllegalStateException(
          "The exercises are not proven: " + String.join("; ", report.complaints()));
    }
  }
}
