package workbook.kit.run;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.kit.exercise.CapturedOutput;
import workbook.kit.exercise.LeftBehind;

/**
 * A JVM that runs test classes which arrive, compiled, at its standard input. Whoever started it
 * kills it when it takes too long; nothing less stops a learner's endless loop.
 */
final class Worker {

  /** Without listeners that register themselves: a worker writes no results. */
  private final Launcher launcher =
      LauncherFactory.create(
          LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());

  private Worker() {}

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    OutputStream out = System.out;
    // From here on nothing that anyone prints may reach the channel.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    System.setProperty(CapturedOutput.PROPERTY, "true");
    Worker worker = new Worker();
    // The first run of anything is slow; better now than when a learner waits.
    worker.run(new Request(Map.of(), WarmUp.class.getName(), Set.of("run")));
    try {
      worker.serve(System.in, out);
    } catch (EOFException e) {
      // Whoever started this JVM is gone; threads that a test left behind must not keep it.
      Runtime.getRuntime().halt(0);
    }
  }

  private void serve(InputStream in, OutputStream out) throws IOException, ClassNotFoundException {
    while (true) {
      Request request = (Request) new ObjectInputStream(in).readObject();
      ObjectOutputStream reply = new ObjectOutputStream(out);
      reply.writeObject(new Reply(run(request), LeftBehind.keepsBusy()));
      reply.flush();
    }
  }

  private Recording run(Request request) {
    List<Outcome> outcomes = new ArrayList<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = new Loader(request.classes(), before);
    thread.setContextClassLoader(loader);
    try {
      launcher.execute(discovery(request, loader), new OutcomeListener(outcomes::add));
    } finally {
      thread.setContextClassLoader(before);
    }
    return new Recording(outcomes, "");
  }

  private static LauncherDiscoveryRequest discovery(Request request, ClassLoader loader) {
    List<MethodSelector> tests =
        request.methods().stream()
            .map(method -> DiscoverySelectors.selectMethod(loader, request.testClass(), method))
            .toList();
    return LauncherDiscoveryRequestBuilder.request()
        .filters(EngineFilter.includeEngines("junit-jupiter"))
        .selectors(tests)
        .build();
  }

  /**
   * What to run.
   *
   * @param classes the test class, the learner's class and what is nested in them
   * @param methods the tests to run
   */
  record Request(Map<String, byte[]> classes, String testClass, Set<String> methods)
      implements Serializable {}

  /**
   * What became of it.
   *
   * @param spent whether something goes on in this JVM that would disturb what is run next
   */
  record Reply(Recording recording, boolean spent) implements Serializable {}

  /** Something to run. */
  static final class WarmUp {

    @Test
    void run() {}
  }

  /** Prefers the classes that arrived to those of the class path, which may hold other variants. */
  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes, ClassLoader parent) {
      super(parent);
      this.classes = classes;
    }

    /** For tests that load a learner's class once more, with stops in it. */
    @Override
    public InputStream getResourceAsStream(String name) {
      byte[] bytes = classes.get(name.replaceFirst("\\.class$", "").replace('/', '.'));
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
      }
    }
  }
}
