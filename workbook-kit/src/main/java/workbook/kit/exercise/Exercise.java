package workbook.kit.exercise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class as an exercise and describes it. The tests of the class decide whether the
 * learner's file, found by its name, solves the exercise: {@code Ex301BorrowAndReturnTest} tests
 * {@code Ex301BorrowAndReturn}. Its tests run on threads of their own and end in {@link
 * #seconds()}, whatever the learner's code does; they run in the order in which they are written.
 *
 * <p>The values are read from the source, so they must be written out there, not computed.
 */
@Documented
@ExtendWith(LearnersCode.class)
@TestMethodOrder(InSourceOrder.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Exercise {

  /**
   * Scenario and number, for instance {@code 3.01}. Unique in the workbook; exercises run in its
   * order.
   */
  String id();

  /** A few words, as they stand in the lesson. */
  String title();

  /** What the learner can do afterwards, in one sentence. */
  String objective();

  /** How long a learner of the intended level needs, in minutes. */
  int minutes();

  /** What the exercise is worth; all or nothing. */
  int points();

  /** The key of the item in {@code checklist.md} that this exercise helps to prove. */
  String checklist();

  /**
   * How long one test may take before it is ended, in seconds; then the learner is told where it
   * stood.
   */
  int seconds() default 5;
}
