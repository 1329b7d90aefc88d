package workbook.sample.exercises;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.Rejects;

@Exercise(
    id = "9.01",
    title = "Count",
    objective = "Keep a number " + "between calls.",
    minutes = 5,
    points = 10,
    checklist = "counting")
class Ex901CountTest {

  private final Ex901Count counter = new Ex901Count();

  @Test
  @DisplayName("the first number is one")
  @Rejects("starts-at-zero")
  void one() {
    int first = counter.next();
    Feedback.did("next() was called once")
        .expected("1")
        .happened("it returned " + first)
        .lookAt("the value of the field before the first call")
        .unless(first == 1);
  }

  @Test
  @DisplayName("the second number is one more than the first")
  @Rejects({"never-counts"})
  void two() {
    int first = counter.next();
    int second = counter.next();
    Feedback.did("next() was called twice")
        .expected(first + 1 + " at the second call")
        .happened("it returned " + second)
        .lookAt("what is remembered between two calls")
        .unless(second == first + 1);
  }
}
