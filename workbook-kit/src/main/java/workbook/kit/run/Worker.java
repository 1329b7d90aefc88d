package workbook.kit.run;

import com.google.gson.Gson;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.kit.exercise.CapturedOutput;

/**
 * A JVM that runs test classes which arrive, compiled, at its standard input. Whoever started it
 * kills it when it takes too long; nothing less stops a learner's endless loop.
 */
final class Worker {

  private static final Gson GSON = new Gson();

  private final Launcher launcher = LauncherFactory.create();
  private final DataInputStream in;
  private final DataOutputStream out;

  private Worker(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    DataOutputStream out = new DataOutputStream(System.out);
    // From here on nothing that anyone prints may reach the channel.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    System.setProperty(CapturedOutput.PROPERTY, "true");
    Worker worker = new Worker(new DataInputStream(System.in), out);
    // The first run of anything is slow; better now than when a learner waits.
    worker.run(Map.of(), WarmUp.class.getName());
    worker.serve();
    // Whoever started this JVM is gone; threads that a test left behind must not keep it.
    Runtime.getRuntime().halt(0);
  }

  private void serve() throws IOException {
    while (true) {
      Map<String, byte[]> classes = new HashMap<>();
      String testClass;
      try {
        for (int left = in.readInt(); left > 0; left--) {
          String name = in.readUTF();
          classes.put(name, in.readNBytes(in.readInt()));
        }
        testClass = in.readUTF();
      } catch (EOFException e) {
        return;
      }
      reply(run(classes, testClass));
    }
  }

  private List<Outcome> run(Map<String, byte[]> classes, String testClass) {
    List<Outcome> outcomes = new ArrayList<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = new Loader(classes, before);
    thread.setContextClassLoader(loader);
    try {
      launcher.execute(request(loader, testClass), new OutcomeListener(outcomes::add));
    } finally {
      thread.setContextClassLoader(before);
    }
    return outcomes;
  }

  private static LauncherDiscoveryRequest request(ClassLoader loader, String testClass) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClass(loader, testClass))
        .build();
  }

  private void reply(List<Outcome> outcomes) throws IOException {
    byte[] json = GSON.toJson(new Recording(outcomes, "", true)).getBytes(StandardCharsets.UTF_8);
    out.writeInt(json.length);
    out.write(json);
    out.flush();
  }

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
