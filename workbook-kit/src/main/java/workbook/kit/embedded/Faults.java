package workbook.kit.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.kit.embedded.Effect.Disturbance;
import workbook.kit.embedded.Effect.Slow;
import workbook.kit.embedded.Effect.Trouble;
import workbook.kit.embedded.Effect.Work;

/**
 * What can go wrong with an {@link EmbeddedMilvus}, on demand. A fault is in force from the call
 * that returns it until it is closed, or until {@link #clear}; several add up. Thread-safe.
 *
 * <pre>{@code
 * milvus.faults().calls("Search").delay(Duration.ofMillis(200)).during(() -> {
 *   …
 * });
 * }</pre>
 */
public final class Faults {

  private final List<Effect> inForce = new CopyOnWriteArrayList<>();
  private Connections connections;

  Faults() {}

  /** New connections are refused: nobody listens on the port. Open ones go on. */
  public Fault refuseConnections() {
    return begin(new Disturbance(Trouble.REFUSING));
  }

  /** New connections are accepted and never answered, as a hung server would. Open ones go on. */
  public Fault staySilent() {
    return begin(new Disturbance(Trouble.SILENT));
  }

  /** Nothing is read and nothing answered on any connection; all of it comes when it ends. */
  public Fault pause() {
    return begin(new Disturbance(Trouble.PAUSED));
  }

  /** As if the server had crashed: the port is closed, and all connections break. Data is kept. */
  public Fault stop() {
    Fault fault = refuseConnections();
    connections.cut();
    return fault;
  }

  /** Breaks all connections that are open; new ones are welcome at once. */
  public void cutConnections() {
    connections.cut();
  }

  /** Stops and starts at once, on the same port and with the same data. */
  public void restart() {
    stop().close();
  }

  /** Nobody is let in, whatever the token or password; open connections included. */
  public Fault rejectCredentials() {
    return begin(new Disturbance(Trouble.REJECTING));
  }

  /** A collection takes that long to be loaded, from now on; it can be watched loading. */
  public Fault slowLoads(Duration duration) {
    return begin(new Slow(Work.LOADS, duration));
  }

  /**
   * Reads that are not strong see nothing that was written within this time, except what their own
   * session wrote.
   */
  public Fault lateReads(Duration lag) {
    return begin(new Slow(Work.READS, lag));
  }

  /**
   * Faults of single calls.
   *
   * @param names of calls as in the protocol, for instance {@code Search}; none for all calls,
   *     {@code Connect} included
   */
  public CallFaults calls(String... names) {
    Set<String> chosen = Set.of(names);
    return new CallFaults(this, name -> chosen.isEmpty() || chosen.contains(name));
  }

  /** Ends every fault that is in force. */
  public void clear() {
    inForce.clear();
    disturb();
  }

  /** Two faults with equal effects are two: each is ended by its own. */
  Fault begin(Effect effect) {
    inForce.add(effect);
    disturb();
    return () -> {
      if (inForce.removeIf(other -> other == effect)) {
        disturb();
      }
    };
  }

  void attach(Connections to) {
    connections = to;
  }

  private synchronized void disturb() {
    connections.hold(has(Trouble.PAUSED), has(Trouble.SILENT));
    connections.listen(!has(Trouble.REFUSING));
  }

  private <E extends Effect> Stream<E> effects(Class<E> type) {
    return inForce.stream().filter(type::isInstance).map(type::cast);
  }

  boolean has(Trouble trouble) {
    return effects(Disturbance.class).anyMatch(disturbance -> disturbance.trouble() == trouble);
  }

  /** How long that takes, or how far it is behind. */
  Duration slow(Work work) {
    return sum(effects(Slow.class).filter(slow -> slow.work() == work).map(Slow::duration));
  }

  /** How long a call of that name waits before it is worked on. */
  Duration delay(String call) {
    var delays = effects(Effect.Delay.class).filter(delay -> delay.names().test(call));
    return sum(delays.map(delay -> delay.duration().get()));
  }

  private static Duration sum(Stream<Duration> durations) {
    return durations.reduce(Duration.ZERO, Duration::plus);
  }

  /** Does the work of a call, unless a fault has something against it. */
  <R> R call(String name, Supplier<R> work) {
    return effects(Effect.Failure.class)
        .filter(failure -> failure.takes(name))
        .findFirst()
        .map(failure -> failure.call(work))
        .orElseGet(work);
  }
}
