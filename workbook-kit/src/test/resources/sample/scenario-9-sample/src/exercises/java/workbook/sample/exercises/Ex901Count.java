package workbook.sample.exercises;

import workbook.kit.exercise.Todo;

/** Counts. */
final class Ex901Count {

  int next() {
    return Todo.solve("9.01", "return 1 at the first call, 2 at the second, and so on");
  }
}
