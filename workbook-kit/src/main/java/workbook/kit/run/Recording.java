package workbook.kit.run;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What happened in Maven's test JVM, a line an event, written as it happens: the JVM may end at any
 * moment.
 *
 * @param outcomes in the order of their end
 * @param ended why the tests did not get to their end, if that is known; otherwise empty
 * @param complete whether the JVM got to the end of the tests
 */
public record Recording(List<Outcome> outcomes, String ended, boolean complete) {

  private static final Gson GSON = new Gson();

  private record Event(Outcome outcome, boolean end) {}

  static void outcome(Path file, Outcome outcome) {
    append(file, new Event(outcome, false));
  }

  static void end(Path file) {
    append(file, new Event(null, true));
  }

  /**
   * Reads a file of events.
   *
   * @throws UncheckedIOException if there is none
   */
  public static Recording read(Path file) {
    try {
      List<Event> events =
          Files.readAllLines(file).stream().map(line -> GSON.fromJson(line, Event.class)).toList();
      return new Recording(
          events.stream().map(Event::outcome).filter(outcome -> outcome != null).toList(),
          "",
          events.stream().anyMatch(Event::end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void append(Path file, Event event) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, GSON.toJson(event) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
