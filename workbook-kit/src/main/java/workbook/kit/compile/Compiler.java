package workbook.kit.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import workbook.kit.files.Disk;

/**
 * Compiles files to memory, as the JDK that runs this does by default. One that is kept gets
 * faster: it keeps the jars of the class path open. For one thread at a time.
 */
public final class Compiler implements AutoCloseable {

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files;

  /**
   * Compiles against these folders and jars.
   *
   * @throws IllegalStateException if this Java has no compiler
   */
  public Compiler(List<Path> classPath) {
    if (javac == null) {
      throw new IllegalStateException(
          "This Java has no compiler: install a JDK, not a JRE, and set JAVA_HOME to its folder.");
    }
    files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    Disk.io(
        () -> {
          files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
          files.setLocation(StandardLocation.SOURCE_PATH, List.<File>of());
          return files;
        });
  }

  /**
   * Compiles these files together. Nothing is written.
   *
   * @param options for instance {@code -Xlint:all}
   */
  public Compilation compile(Collection<Path> sources, String... options) {
    if (sources.isEmpty()) {
      return new Compilation(Map.of(), List.of());
    }
    Memory memory = new Memory(files);
    List<Problem> problems = new ArrayList<>();
    List<String> all = Stream.concat(Stream.of("-proc:none", "-g"), Stream.of(options)).toList();
    JavacTask task = task(memory, found -> problems.add(problem(found)), all, sources);
    ExitCalls.forbid(task);
    return new Compilation(task.call() ? memory.classes() : Map.of(), List.copyOf(problems));
  }

  /** Reads a file. It need not compile, and what it uses need not be there. */
  public static CompilationUnitTree parse(Path source) {
    try (Compiler compiler = new Compiler(List.of())) {
      JavacTask task = compiler.task(compiler.files, problem -> {}, List.of(), List.of(source));
      return Disk.io(task::parse).iterator().next();
    }
  }

  @Override
  public void close() {
    Disk.io(
        () -> {
          files.close();
          return files;
        });
  }

  private JavacTask task(
      JavaFileManager output,
      DiagnosticListener<JavaFileObject> listener,
      List<String> options,
      Collection<Path> sources) {
    Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
    return (JavacTask) javac.getTask(null, output, listener, options, null, units);
  }

  private static Problem problem(Diagnostic<? extends JavaFileObject> found) {
    boolean error = found.getKind() == Diagnostic.Kind.ERROR;
    if (found.getSource() == null) {
      return new Problem("", 0, error, PlainWords.of(found), "");
    }
    Path file = Path.of(found.getSource().toUri());
    long line = Math.max(1, found.getLineNumber());
    String source = Disk.lines(file).stream().skip(line - 1).findFirst().orElse("").strip();
    return new Problem(file.getFileName().toString(), line, error, PlainWords.of(found), source);
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
      return new SimpleJavaFileObject(URI.create("memory:///" + className + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(className, name -> new ByteArrayOutputStream());
        }
      };
    }

    @Override
    public void close() {
      // The files stay open for the next compilation.
    }
  }
}
