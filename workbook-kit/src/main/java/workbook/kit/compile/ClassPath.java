package workbook.kit.compile;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.kit.files.Disk;

/** Class paths, as lists of folders and jars. */
public final class ClassPath {

  private ClassPath() {}

  /** The class path that this class was loaded from, also inside Maven. */
  public static List<Path> own() {
    if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())))
          .toList();
    }
    return parse(System.getProperty("java.class.path"));
  }

  /** Reads a file that {@link #write} wrote. */
  public static List<Path> read(Path file) {
    return parse(Disk.read(file).strip());
  }

  /** Writes a class path as one line, as the {@code java} command takes it. */
  public static void write(Path file, List<Path> classPath) {
    Disk.write(file, joined(classPath));
  }

  /**
   * Writes a class path as an argument file of the {@code java} command, of any length; in the
   * encoding of the system, which is how that command reads it.
   */
  public static void writeArguments(Path file, List<Path> classPath) {
    Charset system = Charset.forName(System.getProperty("sun.jnu.encoding"));
    String arguments = "-cp \"" + joined(classPath).replace("\\", "\\\\") + "\"\n";
    Disk.write(file, arguments.getBytes(system));
  }

  /** As the {@code java} command takes it. */
  public static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> parse(String text) {
    return Stream.of(text.split(File.pathSeparator)).map(Path::of).toList();
  }
}
