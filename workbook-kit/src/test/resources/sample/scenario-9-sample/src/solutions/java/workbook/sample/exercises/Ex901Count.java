package workbook.sample.exercises;

/** Counts. */
final class Ex901Count {

  private int last;

  int next() {
    return ++last;
  }
}
