package workbook.kit.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.Checklist;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Markdown;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;
import workbook.kit.proof.Proof;
import workbook.kit.proof.ProofReport;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
import workbook.kit.run.Runner;

/** The companion's commands. Exit codes: 0 done, 1 not solved or not in order, 2 wrong usage. */
@Command(
    name = "workbook",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "workbook 1.0",
    description = {
      "Helps you through the exercises. Start with:",
      "  ./workbook watch",
      "The next exercise is the first unsolved one of the scenario that you ran or saved a file of"
          + " last; when that is solved, the first unsolved one of all."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CommandLine.HelpCommand.class)
public final class Workbook implements Runnable {

  /** The least that picocli takes. */
  private static final int NARROWEST_HELP = 55;

  private static final String ID = "For instance 3.01.";
  private static final String ID_OR_NEXT = "For instance 3.01; else the next.";

  private final Desk desk;
  @Spec private CommandSpec spec;

  private Workbook(Desk desk) {
    this.desk = desk;
  }

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Path top = Path.of(System.getProperty("workbook.top", "")).toAbsolutePath();
    Progress progress = new Progress(Catalog.ofWorkbook(top));
    System.exit(commands(new Desk(top, Terminal.ofProcess(), progress)).execute(args));
  }

  /** The commands, ready to execute. */
  static CommandLine commands(Desk desk) {
    Trouble trouble = new Trouble(desk.terminal());
    return new CommandLine(new Workbook(desk))
        .setParameterExceptionHandler(trouble)
        .setExecutionExceptionHandler(trouble)
        .setUsageHelpWidth(Math.max(NARROWEST_HELP, desk.terminal().width()))
        .setColorScheme(Help.defaultColorScheme(Ansi.valueOf(desk.terminal().colours())));
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(description = "Shows scenarios and exercises: status, minutes, points.")
  void list() {
    new ExerciseList(desk).show();
  }

  @Command(
      name = "run",
      description = "Runs one exercise, or the next one. Ends with 0 if it passes.")
  int runExercise(
      @Parameters(arity = "0..1", paramLabel = "id", description = ID_OR_NEXT) String id) {
    ExerciseInfo exercise = desk.exerciseOrNext(id);
    try (Runner runner = desk.runner(exercise.scenario())) {
      ExerciseResult result = desk.attempt(runner, exercise);
      desk.report().verdict(exercise, result);
      if (result.passed()) {
        desk.report().next(desk.progress());
      }
      return result.passed() ? 0 : 1;
    }
  }

  @Command(description = "Runs an exercise whenever you save it, and moves on when it passes.")
  void watch() throws InterruptedException {
    new Watch(desk, Keys.ofProcess()).run();
  }

  @Command(description = "Shows a hint; each call goes one level further.")
  void hint(@Parameters(arity = "0..1", paramLabel = "id", description = ID_OR_NEXT) String id) {
    new HintLadder(desk).show(desk.exerciseOrNext(id));
  }

  @Command(description = "Shows the reference solution of an exercise that you have solved.")
  void solution(
      @Parameters(paramLabel = "id", description = ID) String id,
      @Option(names = "--give-up", description = "Show it although the exercise is not solved.")
          boolean giveUp) {
    ExerciseInfo exercise = desk.exercise(id);
    if (!giveUp && !desk.progress().result(exercise).passed()) {
      throw new Refusal(
          "%1$s is not solved yet. There are hints:%n  ./workbook hint %1$s%nOr, if you must:%n  ./workbook solution %1$s --give-up"
              .formatted(exercise.id()));
    }
    Path solution = exercise.pathIn(exercise.scenario().solutions());
    desk.terminal().line("// " + Disk.below(desk.top(), solution));
    Disk.lines(solution).forEach(desk.terminal()::line);
    for (Scenario.Variant other : exercise.scenario().alternatives(exercise.id())) {
      String path = Disk.below(desk.top(), exercise.pathIn(other.sources()));
      desk.terminal().line("Another way, " + other.name() + ": " + path);
    }
  }

  @Command(
      description =
          "Brings the starter of an exercise back, or an earlier version of yours. Your file is"
              + " kept aside.")
  void reset(
      @Parameters(arity = "0..1", paramLabel = "id", description = ID) String id,
      @Option(names = "--list", description = "Show the versions that are kept.") boolean list,
      @Option(
              names = "--to",
              paramLabel = "file",
              description = "Bring this kept version back in place of the starter.")
          Path kept) {
    KeptVersions versions = new KeptVersions(desk);
    if (list) {
      versions.show();
    } else if (id == null) {
      throw new ParameterException(
          spec.subcommands().get("reset"), "Which exercise? For instance: ./workbook reset 3.01");
    } else if (kept != null) {
      versions.bringBack(desk.exercise(id), kept);
    } else {
      new Starter(desk, desk.exercise(id)).bringBack();
    }
  }

  @Command(
      description =
          "Shows checklist.md with what you have proven ticked; also as target/checklist.md.")
  void checklist() {
    String ticked = Checklist.of(desk.top()).ticked(this::isProven);
    new Markdown(desk.terminal()).show(0, ticked);
    Disk.write(desk.top().resolve("target/checklist.md"), ticked);
  }

  @Command(
      description = "Looks whether what the workbook needs is there, and says what to do if not.")
  int doctor() {
    return new Doctor(desk).isFine() ? 0 : 1;
  }

  @Command(
      description =
          "For authors: proves that starters fail, solutions pass and mistakes are rejected.")
  int prove(
      @Parameters(arity = "0..*", paramLabel = "id", description = "For instance 3.01; else all.")
          List<String> ids,
      @Option(
              names = "--times",
              paramLabel = "n",
              defaultValue = "1",
              description = "Runs of each variant, at least one.")
          int times)
      throws InterruptedException {
    Catalog wanted =
        ids == null ? desk.catalog() : new Catalog(ids.stream().map(desk::exercise).toList());
    if (times < 1) {
      throw new ParameterException(spec.subcommands().get("prove"), "--times takes 1 or more.");
    }
    boolean proven = true;
    for (Scenario scenario : wanted.scenarios()) {
      ProofReport report = Proof.of(wanted.exercises(scenario), desk.build(scenario), times);
      desk.terminal().line(report.table().stripTrailing());
      proven &= report.proven();
    }
    return proven ? 0 : 1;
  }

  /** An item whose exercises are all still planned cannot be proven. */
  private boolean isProven(Checklist.Item item) {
    return !item.exercises().isEmpty()
        && item.exercises().stream()
            .allMatch(id -> desk.progress().result(desk.exercise(id)).passed());
  }
}
