package workbook.kit.proof;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the proof found out, as a table and as JSON. */
public final class ProofReport {

  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String ROW = "%-6s  %-7s  %-8s  %-12s  %-8s  %s%n";

  private final List<ExerciseProof> exercises;

  ProofReport(List<ExerciseProof> exercises) {
    this.exercises = exercises;
  }

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
        ROW.formatted("", "starter", "solution", "alternatives", "mistakes", "hints, lesson, …"));
    exercises.forEach(exercise -> text.append(row(exercise)));
    complaints().forEach(complaint -> text.append(complaint).append(System.lineSeparator()));
    return text.toString();
  }

  /** Writes {@code proof.json}. */
  public void write(Path file) {
    List<Map<String, Object>> all = exercises.stream().map(ProofReport::json).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("exercises", all);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, GSON.toJson(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(ExerciseProof exercise) {
    return ROW.formatted(
        exercise.id(),
        word(exercise.starter()),
        word(exercise.solution()),
        count(exercise.alternatives()),
        count(exercise.mistakes()),
        exercise.rules().isEmpty() ? "ok" : "WRONG");
  }

  private static String word(Verdict verdict) {
    return verdict.proven() ? "ok" : "WRONG";
  }

  private static String count(Map<String, Verdict> verdicts) {
    long proven = verdicts.values().stream().filter(Verdict::proven).count();
    return proven + "/" + verdicts.size() + (proven < verdicts.size() ? " WRONG" : "");
  }

  private static Map<String, Object> json(ExerciseProof exercise) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", exercise.id());
    if (!exercise.rules().isEmpty()) {
      json.put("rules", exercise.rules());
    }
    json.put("starter", exercise.starter().text());
    json.put("solution", exercise.solution().text());
    json.put("alternatives", texts(exercise.alternatives()));
    json.put(
        "mistakes",
        exercise.mistakes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> mistake(entry.getValue()),
                    (first, second) -> first,
                    LinkedHashMap::new)));
    return json;
  }

  private static Map<String, String> texts(Map<String, Verdict> verdicts) {
    Map<String, String> texts = new LinkedHashMap<>();
    verdicts.forEach((name, verdict) -> texts.put(name, verdict.text()));
    return texts;
  }

  private static Map<String, String> mistake(Verdict verdict) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("verdict", verdict.text());
    json.put("by", verdict.by());
    json.put("message", verdict.message());
    return json;
  }
}
