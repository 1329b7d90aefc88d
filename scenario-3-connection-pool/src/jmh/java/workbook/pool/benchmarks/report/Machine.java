package workbook.pool.benchmarks.report;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a run was made on. Names no machine.
 *
 * @param date of the run
 * @param processor its model
 * @param processors how many of them the JVM may use
 * @param memoryGigabytes of the whole machine
 * @param system operating system and version
 * @param java version of the JVM that ran the benchmarks, except those of virtual threads
 * @param server what was called
 * @param rounds how often each cell ran
 * @param scale by what warming up and measuring were multiplied; 1 unless something was tried out
 * @param loadBefore how many processes were running or waiting to run, on average of the last
 *     minute before the run
 */
record Machine(
    String date,
    String processor,
    int processors,
    long memoryGigabytes,
    String system,
    String java,
    String server,
    int rounds,
    double scale,
    double loadBefore) {

  private static final int FULL_ROUNDS = 5;

  static Machine here(String server, int rounds, double scale, double loadBefore)
      throws IOException {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC).toString(),
        after(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        server,
        rounds,
        scale,
        loadBefore);
  }

  private static long memory() throws IOException {
    String kilobytes = after(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
    return kilobytes.isEmpty() ? 0 : Math.round(Long.parseLong(kilobytes) / 1024.0 / 1024.0);
  }

  /** Linux's own description; elsewhere "unknown". */
  private static String after(Path file, String name) throws IOException {
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  static Machine read(Path file) throws IOException {
    return new GsonBuilder().create().fromJson(Files.readString(file), Machine.class);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n");
  }

  /** What must stand above the figures of a run that is not a full one; else nothing. */
  String caveat() {
    return rounds >= FULL_ROUNDS && scale == 1
        ? ""
        : "> **These figures are a trial, not a result.** They come from a short run (rounds: "
            + describeRounds()
            + "; a full run has "
            + FULL_ROUNDS
            + ").";
  }

  String describe() {
    return Text.table(
        List.of("", ""),
        List.of(
            List.of("date", date),
            List.of("processor", processors + " × " + processor),
            List.of("memory", memoryGigabytes + " GB"),
            List.of("system", system),
            List.of("Java", java),
            List.of("server", server + ", on the same machine"),
            List.of("rounds", describeRounds()),
            List.of("load before the run", Text.number(loadBefore))));
  }

  private String describeRounds() {
    return scale == 1
        ? Integer.toString(rounds)
        : rounds + ", of " + Text.number(scale) + " of their time: **a trial, worth nothing**";
  }
}
