package workbook.kit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import workbook.kit.catalog.Checklist;

/** Shows what the learner can do. */
@Command(
    name = "checklist",
    mixinStandardHelpOptions = true,
    description =
        "Shows checklist.md with what you have proven ticked; also as target/checklist.md.")
final class ChecklistCommand implements Runnable {

  private final Desk desk;

  ChecklistCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    List<String> ticked = Checklist.of(desk.top()).ticked(this::isProven);
    try {
      Path target = Files.createDirectories(desk.top().resolve("target"));
      Files.write(target.resolve("checklist.md"), ticked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ticked.forEach(line -> desk.terminal().wrapped(0, line));
  }

  /** An item whose exercises are all still planned cannot be proven. */
  private boolean isProven(Checklist.Item item) {
    return !item.exercises().isEmpty()
        && item.exercises().stream().allMatch(id -> desk.result(desk.exercise(id)).passed());
  }
}
