package workbook.pool;

import java.time.Duration;
import java.util.Objects;

/** What a settings record asks of its components. */
final class Checks {

  private Checks() {}

  /**
   * Refuses what cannot work.
   *
   * @throws IllegalArgumentException with that message unless {@code holds}
   */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Refuses a number out of its range.
   *
   * @throws IllegalArgumentException naming the component, its value and what is allowed
   */
  static void between(String name, int value, int least, int most) {
    boolean inRange = least <= value && value <= most;
    require(inRange, name + " is " + value + "; it must be between " + least + " and " + most);
  }

  /**
   * Refuses a duration of less than a millisecond.
   *
   * @throws IllegalArgumentException naming the component and its value
   */
  static void positive(String name, Duration value) {
    boolean positive = Objects.requireNonNull(value, name).toMillis() > 0;
    require(positive, name + " is " + value + "; it must be at least a millisecond");
  }
}
