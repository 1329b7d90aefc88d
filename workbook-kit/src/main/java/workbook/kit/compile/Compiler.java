package workbook.kit.compile;

import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles files to memory, as the JDK that runs this does by default. One that is kept gets
 * faster: it keeps the jars of the class path open. For one thread at a time.
 */
public final class Compiler implements AutoCloseable {

  private final JavaCompiler javac = javac();
  private final StandardJavaFileManager files =
      javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  /** Compiles against these folders and jars. */
  public Compiler(List<Path> classPath) {
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocation(StandardLocation.SOURCE_PATH, List.<File>of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The JDK's compiler.
   *
   * @throws IllegalStateException if this Java has none
   */
  public static JavaCompiler javac() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IllegalStateException(
          "This Java has no compiler: install a JDK, not a JRE, and set JAVA_HOME to its folder.");
    }
    return javac;
  }

  /**
   * Compiles these files together. Nothing is written.
   *
   * @param options for instance {@code -Xlint:all}
   */
  public Compilation compile(Collection<Path> sources, String... options) {
    Memory memory = new Memory(files);
    List<Problem> problems = new ArrayList<>();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-g"));
    all.addAll(List.of(options));
    JavacTask task =
        (JavacTask)
            javac.getTask(
                null,
                memory,
                found -> problems.add(problem(found)),
                all,
                null,
                files.getJavaFileObjectsFromPaths(sources));
    ExitCalls.watch(task, (file, line) -> problems.add(exitCall(file, line)));
    boolean compiled = task.call() && problems.stream().noneMatch(Problem::error);
    return new Compilation(compiled ? memory.classes() : Map.of(), List.copyOf(problems));
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem exitCall(JavaFileObject file, long line) {
    return new Problem(
        Path.of(file.toUri()).getFileName().toString(),
        line,
        true,
        "this call would end the JVM, and every test with it - throw an exception instead",
        line(file, line));
  }

  private static Problem problem(Diagnostic<? extends JavaFileObject> found) {
    JavaFileObject source = found.getSource();
    return new Problem(
        source == null ? "" : Path.of(source.toUri()).getFileName().toString(),
        Math.max(0, found.getLineNumber()),
        found.getKind() == Diagnostic.Kind.ERROR,
        PlainWords.of(found),
        source == null ? "" : line(source, found.getLineNumber()));
  }

  private static String line(JavaFileObject source, long number) {
    try {
      return source
          .getCharContent(true)
          .toString()
          .lines()
          .skip(Math.max(0, number - 1))
          .findFirst()
          .orElse("")
          .strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Keeps the classes that the compiler writes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    Map<String, byte[]> classes() {
      return written.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }

    @Override
    public void close() {
      // The files stay open for the next compilation.
    }
  }
}
