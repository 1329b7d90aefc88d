package workbook.kit.exercise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the mistakes that a test exists to catch. Each name {@code n} stands for the folder {@code
 * src/mistakes/<exercise id>-<n>}; the proof of the exercises demands that the marked test, with an
 * assertion of its own, fails on that code.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rejects {

  /** The names of the mistakes, without the exercise's id. */
  String[] value();
}
