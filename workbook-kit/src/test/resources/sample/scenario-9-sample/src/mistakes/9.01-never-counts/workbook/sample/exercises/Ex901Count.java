package workbook.sample.exercises;

/** Says one for ever. */
final class Ex901Count {

  int next() {
    return 1;
  }
}
