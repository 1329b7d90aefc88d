package workbook.kit.run;

import com.google.gson.Gson;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import workbook.kit.files.Disk;

/**
 * What happened in Maven's test JVM, a line an event, written as it happens: the JVM may end at any
 * moment.
 *
 * @param outcomes in the order of their end
 * @param ended why the tests did not get to their end, if that is known; otherwise empty
 * @param complete whether the JVM got to the end of the tests
 */
public record Recording(List<Outcome> outcomes, String ended, boolean complete)
    implements Serializable {

  private static final Gson GSON = new Gson();

  private record Event(Outcome outcome, boolean end) {}

  static void outcome(Path file, Outcome outcome) {
    append(file, new Event(outcome, false));
  }

  static void end(Path file) {
    append(file, new Event(null, true));
  }

  /** Reads a file of events. */
  public static Recording read(Path file) {
    List<Event> events =
        Disk.lines(file).stream().map(line -> GSON.fromJson(line, Event.class)).toList();
    return new Recording(
        events.stream().map(Event::outcome).filter(Objects::nonNull).toList(),
        "",
        events.stream().anyMatch(Event::end));
  }

  private static synchronized void append(Path file, Event event) {
    byte[] line = (GSON.toJson(event) + "\n").getBytes(StandardCharsets.UTF_8);
    Disk.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
