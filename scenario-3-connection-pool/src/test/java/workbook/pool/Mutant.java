package workbook.pool;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A class of the reference with something broken on purpose, to see that a test notices: a test
 * that cannot fail proves nothing. The source is patched, compiled and loaded beside the real one.
 */
final class Mutant {

  /** The test has noticed. Its own failure belongs to another world and cannot be thrown here. */
  static final class Caught extends Exception {
    private static final long serialVersionUID = 1L;

    Caught(Throwable failure) {
      super(failure.getMessage(), failure);
    }
  }

  private static final Path SOURCES = Path.of("src/main/java/workbook/pool");

  private final String className;
  private final String source;

  private Mutant(String className, String source) {
    this.className = className;
    this.source = source;
  }

  static Mutant of(String className) throws Exception {
    return new Mutant(className, Files.readString(SOURCES.resolve(className + ".java")));
  }

  /** Replaces code that must be there; so a mutant never silently turns into the original. */
  Mutant replacing(String code, String broken) {
    if (!source.contains(code)) {
      throw new AssertionError(className + " no longer contains: " + code);
    }
    return new Mutant(className, source.replace(code, broken));
  }

  /**
   * Runs a static method of a test class in a world of its own, in which the class is the mutant.
   *
   * @throws Caught if the method failed, with the message of its failure
   */
  void run(Class<?> test, String method) throws Exception {
    try (URLClassLoader world = world()) {
      Method check = world.loadClass(test.getName()).getDeclaredMethod(method);
      check.setAccessible(true);
      try {
        check.invoke(null);
      } catch (InvocationTargetException e) {
        throw new Caught(e.getCause());
      }
    }
  }

  /** The class path of a JVM in which the class is the mutant. */
  String classPath() throws Exception {
    return compile() + File.pathSeparator + System.getProperty("java.class.path");
  }

  private URLClassLoader world() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath().split(File.pathSeparator, -1)) {
      urls.add(url(entry));
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }

  private Path compile() throws Exception {
    Path folder = Files.createTempDirectory("mutant-");
    Path file = Files.createDirectories(folder.resolve("src")).resolve(className + ".java");
    Files.writeString(file, source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    if (status != 0) {
      throw new AssertionError("the mutant of " + className + " does not compile");
    }
    return folder;
  }
}
