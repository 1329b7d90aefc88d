package workbook.kit.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Text files and folders. What is not there reads as empty; any other trouble is unchecked. */
public final class Disk {

  private Disk() {}

  /** The text of a file in UTF-8. */
  public static String read(Path file) {
    return io(() -> Files.exists(file) ? Files.readString(file) : "");
  }

  /** The lines of a file. */
  public static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  /** Writes a file, and the folders that it needs. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file, and the folders that it needs. */
  public static void write(Path file, byte[] content, OpenOption... options) {
    io(() -> Files.createDirectories(file.getParent()));
    io(() -> Files.write(file, content, options));
  }

  /** Deletes a file if it is there. */
  public static void delete(Path file) {
    io(() -> Files.deleteIfExists(file));
  }

  /** All files below a folder, or the file itself; sorted. */
  public static List<Path> files(Path root) {
    return list(root, Integer.MAX_VALUE).stream().filter(Files::isRegularFile).toList();
  }

  /** What lies directly in a folder, sorted. */
  public static List<Path> children(Path folder) {
    return list(folder, 1).stream().filter(path -> !path.equals(folder)).toList();
  }

  /** A path below a folder as it is written everywhere, with slashes. */
  public static String below(Path folder, Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  private static List<Path> list(Path root, int depth) {
    if (!Files.exists(root)) {
      return List.of();
    }
    return io(
        () -> {
          try (Stream<Path> paths = Files.walk(root, depth)) {
            return paths.sorted().toList();
          }
        });
  }

  /** Does something with files; what goes wrong is unchecked. */
  public static <T> T io(Io<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something with files. */
  @FunctionalInterface
  public interface Io<T> {
    /** Does it. */
    T run() throws IOException;
  }
}
