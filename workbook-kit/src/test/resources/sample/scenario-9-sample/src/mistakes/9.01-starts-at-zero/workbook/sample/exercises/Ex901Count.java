package workbook.sample.exercises;

/** Counts from zero. */
final class Ex901Count {

  private int last;

  int next() {
    return last++;
  }
}
