package workbook.kit.proof;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import workbook.kit.files.Disk;

/** What the proof found out, as a table and as JSON. */
public record ProofReport(List<ExerciseProof> exercises) {

  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .registerTypeAdapter(
              Verdict.class,
              (JsonSerializer<Verdict>) (verdict, type, context) -> json(verdict, context))
          .create();
  private static final String ROW = "%-6s  %-7s  %-8s  %-12s  %-8s  %7s  %s%n";

  /** Whether every exercise is proven. */
  public boolean proven() {
    return exercises.stream().allMatch(ExerciseProof::proven);
  }

  /** Everything that is wrong, each naming its exercise and variant. */
  public List<String> complaints() {
    return exercises.stream().flatMap(exercise -> exercise.complaints().stream()).toList();
  }

  /** A line an exercise, then what is wrong. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        ROW.formatted(
            "", "starter", "solution", "alternatives", "mistakes", "seconds", "hints, lesson, …"));
    exercises.forEach(exercise -> text.append(row(exercise)));
    complaints().forEach(complaint -> text.append(complaint).append(System.lineSeparator()));
    return text.toString();
  }

  /** Writes {@code proof.json}. */
  public void write(Path file) {
    Disk.write(file, GSON.toJson(new Json(VERSION, exercises)) + "\n");
  }

  private static String row(ExerciseProof exercise) {
    return ROW.formatted(
        exercise.id(),
        word(exercise.starter().proven()),
        word(exercise.solution().proven()),
        count(exercise.alternatives()),
        count(exercise.mistakes()),
        exercise.seconds(),
        word(exercise.rules().isEmpty()));
  }

  private static String word(boolean proven) {
    return proven ? "ok" : "WRONG";
  }

  private static String count(Map<String, Verdict> verdicts) {
    long proven = verdicts.values().stream().filter(Verdict::proven).count();
    return proven + "/" + verdicts.size() + (proven < verdicts.size() ? " WRONG" : "");
  }

  private static JsonElement json(Verdict verdict, JsonSerializationContext context) {
    return context.serialize(
        verdict.by().isEmpty()
            ? verdict.text()
            : new Rejected(verdict.text(), verdict.by(), verdict.message()));
  }

  private record Rejected(String verdict, String by, String message) {}

  private record Json(int version, List<ExerciseProof> exercises) {}
}
