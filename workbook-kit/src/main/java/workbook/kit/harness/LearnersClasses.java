package workbook.kit.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import workbook.kit.harness.Interleavings.Contest;

/** Loads a learner's classes, and those nested in their test, anew: the learner's instrumented. */
public final class LearnersClasses extends ClassLoader {

  private final Class<? extends Contest> contest;
  private final UnaryOperator<byte[]> instrument;
  private final String test;
  private final String learners;

  /**
   * Prepares to load them.
   *
   * @param contest a class nested in the learner's test, which is called like the learner's class
   *     with {@code Test} at the end
   * @param instrument makes of a learner's class what is loaded in its place
   */
  public LearnersClasses(Class<? extends Contest> contest, UnaryOperator<byte[]> instrument) {
    super(contest.getClassLoader());
    this.contest = contest;
    this.instrument = instrument;
    this.test = contest.getName().replaceFirst("\\$.*$", "");
    this.learners = test.replaceFirst("Test$", "");
  }

  /** A new contest, by its constructor without arguments. */
  public Contest create() {
    try {
      var constructor = loadClass(contest.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Contest) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The test's contest cannot be made", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean isLearners = name.equals(learners) || name.startsWith(learners + "$");
    if (!isLearners && !name.startsWith(test + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name, isLearners) : loaded;
    }
  }

  private Class<?> define(String name, boolean instrumented) throws ClassNotFoundException {
    byte[] original = bytesOf(name);
    byte[] bytes = instrumented ? instrument.apply(original) : original;
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] bytesOf(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
