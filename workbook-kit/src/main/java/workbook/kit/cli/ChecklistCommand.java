package workbook.kit.cli;

import java.util.List;
import picocli.CommandLine.Command;
import workbook.kit.catalog.Checklist;
import workbook.kit.files.Disk;

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
    Disk.write(desk.top().resolve("target/checklist.md"), String.join("\n", ticked) + "\n");
    ticked.forEach(line -> desk.terminal().wrapped(0, line));
  }

  /** An item whose exercises are all still planned cannot be proven. */
  private boolean isProven(Checklist.Item item) {
    return !item.exercises().isEmpty()
        && item.exercises().stream().allMatch(id -> desk.result(desk.exercise(id)).passed());
  }
}
