package workbook.pool.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Vector;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import workbook.kit.harness.LearnersClasses;
import workbook.kit.harness.TestThreads.Action;

/**
 * Called by a learner's instrumented code: what a thread does there, and what it uses that is not
 * thread-safe. That is a field that is neither final nor volatile, an array, a collection that is
 * not made for many threads, also one of the learner's own, and a synchronized one that is iterated
 * without its lock.
 */
public final class Trace {

  /** How the names of the classes behind {@code Collections.synchronizedList} and such begin. */
  private static final String SYNCHRONIZED = "java.util.Collections$Synchronized";

  private static final ThreadLocal<Observer> OBSERVER = new ThreadLocal<>();

  private Trace() {}

  /** Told of each step of one thread, and of what it uses. */
  interface Observer {

    /** The thread is about to take a step: it reads or writes a field, or calls a method. */
    void step(int line);

    /** The thread has got hold of something that is not thread-safe; its next steps may use it. */
    void uses(Use use);

    /** The thread has got hold of a synchronized collection: each call of it is safe by itself. */
    default void usesSynchronized(Use use) {}
  }

  /** Does something on this thread, observed; its end is the last step. */
  static void observe(Observer observer, Action action) throws Exception {
    OBSERVER.set(observer);
    try {
      action.run();
      step(0);
    } finally {
      OBSERVER.remove();
    }
  }

  /** The current thread is about to take a step. */
  public static void step(int line) {
    tell(observer -> observer.step(line));
  }

  /** The current thread is about to read or write a field. */
  public static void field(Object owner, String name, int line) {
    tell(
        observer -> {
          Field field = owner == null ? null : field(owner.getClass(), name);
          if (field != null && (field.getModifiers() & (Modifier.FINAL | Modifier.VOLATILE)) == 0) {
            observer.uses(new Use(owner, field, line));
          }
        });
  }

  /** The current thread has got something out of a field, or as the result of a call. */
  public static void value(Object value, int line) {
    tell(
        observer -> {
          if (isForOneThread(value)) {
            observer.uses(new Use(value, null, line));
          } else if (isSynchronized(value)) {
            observer.usesSynchronized(new Use(value, null, line));
          }
        });
  }

  /** The current thread is about to ask something for its elements, one after the other. */
  public static void iterates(Object value, int line) {
    tell(
        observer -> {
          // To take them one by one is many calls: only who keeps the lock meanwhile is safe.
          if (isSynchronized(value) && !holdsASynchronizedCollection()) {
            observer.uses(new Use(value, null, line));
          }
        });
  }

  private static void tell(Consumer<Observer> news) {
    Observer observer = OBSERVER.get();
    if (observer != null) {
      OBSERVER.remove(); // to look into a collection of the learner's own is not a step of theirs
      news.accept(observer);
      OBSERVER.set(observer);
    }
  }

  private static Field field(Class<?> type, String name) {
    if (!isLearners(type)) {
      return null;
    }
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      return field(type.getSuperclass(), name);
    }
  }

  private static boolean isForOneThread(Object value) {
    if (value instanceof Collection || value instanceof Map) {
      // The wrappers in Collections are as safe as what they wrap, and do not tell what that is.
      String name = library(value.getClass()).getName();
      boolean shared = name.startsWith("java.util.concurrent.") || name.contains("Collections$");
      return name.startsWith("java.") && !shared && !(value instanceof Vector);
    }
    return value != null && value.getClass().isArray();
  }

  /** What a class of the learner's extends; it is as safe as that, and its own fields are seen. */
  private static Class<?> library(Class<?> type) {
    return isLearners(type) ? library(type.getSuperclass()) : type;
  }

  private static boolean isSynchronized(Object value) {
    return value != null && value.getClass().getName().startsWith(SYNCHRONIZED);
  }

  /** Its parts have its lock, so it need not be the same object. */
  private static boolean holdsASynchronizedCollection() {
    long[] me = {Thread.currentThread().getId()};
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(me, true, false)[0];
    return Arrays.stream(info.getLockedMonitors())
        .anyMatch(lock -> lock.getClassName().startsWith(SYNCHRONIZED));
  }

  private static boolean isLearners(Class<?> type) {
    return type.getClassLoader() instanceof LearnersClasses;
  }

  /**
   * Something that a thread uses.
   *
   * @param owner the object with the field; or the array or collection itself
   * @param field null for an array or a collection
   * @param line where the thread got hold of it
   */
  record Use(Object owner, Field field, int line) {

    boolean isOfTheSameAs(Use other) {
      return owner == other.owner && Objects.equals(field, other.field);
    }

    /** What is in it now, to be compared with what is in it later. */
    Object content() {
      if (field != null) {
        return valueOfField();
      } else if (owner instanceof Collection<?> collection) {
        return new ArrayList<>(collection);
      } else if (owner instanceof Map<?, ?> map) {
        return new HashMap<>(map);
      }
      return elements();
    }

    private Object valueOfField() {
      try {
        return field.get(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("Made accessible before", e);
      }
    }

    private List<Object> elements() {
      List<Object> elements = new ArrayList<>();
      IntStream.range(0, Array.getLength(owner)).forEach(i -> elements.add(Array.get(owner, i)));
      return elements;
    }

    /** Its name, for a message. */
    String name() {
      return field != null
          ? "field " + field.getName()
          : owner.getClass().isArray() ? "array" : owner.getClass().getSimpleName();
    }
  }

  /** All that a thread uses, and how it changes meanwhile. */
  static final class Uses {

    private final List<Use> all = new ArrayList<>();
    private List<Object> contents = List.of();

    void add(Use use) {
      if (all.stream().noneMatch(use::isOfTheSameAs)) {
        all.add(use);
      }
    }

    /** What has changed since the last call of this method; null if nothing has. */
    Use changed() {
      List<Object> before = contents;
      contents = new ArrayList<>(all.stream().map(Use::content).toList());
      return IntStream.range(0, before.size())
          .filter(i -> !Objects.equals(before.get(i), contents.get(i)))
          .mapToObj(all::get)
          .findFirst()
          .orElse(null);
    }
  }
}
