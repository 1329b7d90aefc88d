package workbook.pool.harness;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import workbook.kit.exercise.Feedback;
import workbook.kit.harness.Gate;
import workbook.kit.harness.Interleavings.Contest;
import workbook.kit.harness.LearnersClasses;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;

/**
 * Finds out whether two threads can be in the same {@code ArrayDeque}, {@code ArrayList} or {@code
 * LinkedList} at the same time, one of them to change it. The first thread is stopped when it is
 * about to change one, and the second does all it can; then everything anew with the stop at the
 * next change. With a lock the second waits, with a copy or a thread-safe class it works elsewhere:
 * only who has neither is caught, and at each run. Nothing is left to luck.
 *
 * <p>The learner's classes are loaded anew, with a watched collection for each {@code new} of one
 * of the three. An array, a collection made by somebody else's code or by a constructor reference,
 * and a learner's own subclass are not watched.
 */
public final class Overlap {

  private static final int MOST_STOPS = 100;

  private static final ThreadLocal<Stop> STOP = new ThreadLocal<>();

  private final TestThreads threads;
  private final Class<? extends Contest> type;
  private final Feedback.Happened expected;
  private final String lookAt;

  /**
   * Prepares the search.
   *
   * @param type as for {@link workbook.kit.harness.Interleavings}; its first thread changes, its
   *     second reads
   * @param expected what the test did and expects
   * @param lookAt where to look if the two meet
   */
  public Overlap(
      TestThreads threads,
      Class<? extends Contest> type,
      Feedback.Happened expected,
      String lookAt) {
    this.threads = threads;
    this.type = type;
    this.expected = expected;
    this.lookAt = lookAt;
  }

  /** Tries all stops; fails the test at the first where the threads meet. */
  public void tryAll() {
    LearnersClasses classes = new LearnersClasses(type, Watching::instrument);
    int stop = 1;
    while (stop <= MOST_STOPS && tryOne(classes.create(), new Stop(stop))) {
      stop++;
    }
  }

  /** Whether the first thread came to the stop at all. */
  private boolean tryOne(Contest contest, Stop stop) {
    TestThread<Void> first =
        threads.run(
            "the first thread",
            () -> {
              STOP.set(stop);
              stop.stopsHere = Thread.currentThread();
              contest.first();
            });
    threads.settle(expected, lookAt);
    TestThread<Void> second =
        threads.run(
            "the second thread",
            () -> {
              STOP.set(stop);
              contest.second();
            });
    threads.settle(expected, lookAt);
    if (stop.meeting != null) {
      throw expected.happened(stop.meeting).lookAt(lookAt).failure();
    }
    stop.gate.open();
    first.returns(expected, lookAt);
    second.returns(expected, lookAt);
    Optional<String> complaint = contest.complaint();
    if (complaint.isPresent()) {
      throw expected.happened(complaint.get()).lookAt(lookAt).failure();
    }
    return stop.held != null;
  }

  /** The current thread is about to change a collection. */
  static void change(Collection<?> collection) {
    at(collection, true);
  }

  /** The current thread is about to read a collection. */
  static void read(Collection<?> collection) {
    at(collection, false);
  }

  private static void at(Collection<?> collection, boolean changes) {
    Stop stop = STOP.get();
    if (stop == null) {
      return;
    }
    if (stop.stopsHere != Thread.currentThread()) {
      stop.meet(collection);
    } else if (changes) {
      stop.change(collection);
    }
  }

  /** One stop: before the n-th change that the first thread makes. */
  private static final class Stop {

    final Gate gate = new Gate();
    private final int before;
    private int changes;
    private String place;
    volatile Thread stopsHere;

    /** What the first thread was about to change; written after the place. */
    volatile Collection<?> held;

    volatile String meeting;

    Stop(int before) {
      this.before = before;
    }

    void change(Collection<?> collection) {
      if (++changes == before) {
        place = place();
        held = collection;
        gate.passOrFail();
      }
    }

    void meet(Collection<?> collection) {
      if (held == collection && gate.waiting() > 0 && meeting == null) {
        String name = collection.getClass().getSuperclass().getSimpleName();
        meeting =
            "the first was about to change the %s at %s; meanwhile the second read the same %s at %s"
                .formatted(name, place, name, place());
      }
    }

    /** The line of the learner's code where the current thread is. */
    private static String place() {
      return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
          .walk(
              frames ->
                  frames
                      .filter(
                          frame ->
                              frame.getDeclaringClass().getClassLoader() instanceof LearnersClasses)
                      .findFirst()
                      .map(frame -> "line " + frame.getLineNumber())
                      .orElse("a line unknown"));
    }
  }

  /** Makes a watched collection where the learner's code makes one of the JDK's. */
  private static final class Watching {

    private static final Map<String, String> WATCHED =
        Map.of(
            "java/util/ArrayDeque", "workbook/pool/harness/WatchedCollection$Deque",
            "java/util/ArrayList", "workbook/pool/harness/WatchedCollection$Array",
            "java/util/LinkedList", "workbook/pool/harness/WatchedCollection$Linked");

    private Watching() {}

    private static byte[] instrument(byte[] original) {
      ClassReader reader = new ClassReader(original);
      if (WATCHED.containsKey(reader.getSuperName())) {
        return original; // the learner's own collection: its constructor must call the JDK's
      }
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
              return new Exchange(super.visitMethod(access, name, type, signature, exceptions));
            }
          },
          0);
      return writer.toByteArray();
    }

    /** Exchanges the class after {@code new}, and its constructor. */
    private static final class Exchange extends MethodVisitor {

      Exchange(MethodVisitor next) {
        super(Opcodes.ASM9, next);
      }

      @Override
      public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(
            opcode, opcode == Opcodes.NEW ? WATCHED.getOrDefault(type, type) : type);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String type, boolean isInterface) {
        boolean constructs = name.equals("<init>");
        super.visitMethodInsn(
            opcode,
            constructs ? WATCHED.getOrDefault(owner, owner) : owner,
            name,
            type,
            isInterface);
      }
    }
  }
}
