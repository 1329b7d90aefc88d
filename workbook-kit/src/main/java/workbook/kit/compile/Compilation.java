package workbook.kit.compile;

import java.util.List;
import java.util.Map;

/**
 * What came out of a compilation.
 *
 * @param classes binary class names and their bytes; empty if there was an error
 * @param problems errors and warnings in the order of the compiler
 */
public record Compilation(Map<String, byte[]> classes, List<Problem> problems) {

  /** Whether everything compiled; there may be warnings. */
  public boolean succeeded() {
    return errors().isEmpty();
  }

  /** The errors alone. */
  public List<Problem> errors() {
    return problems.stream().filter(Problem::error).toList();
  }
}
