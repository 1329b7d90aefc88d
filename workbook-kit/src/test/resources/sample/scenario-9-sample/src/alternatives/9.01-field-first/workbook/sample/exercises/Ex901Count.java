package workbook.sample.exercises;

/** Counts. */
final class Ex901Count {

  private int following = 1;

  int next() {
    return following++;
  }
}
