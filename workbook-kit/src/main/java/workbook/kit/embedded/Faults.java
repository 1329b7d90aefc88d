package workbook.kit.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.kit.embedded.Effect.Disturbance;

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

  private final List<InForce> inForce = new CopyOnWriteArrayList<>();
  private Connections connections;

  Faults() {}

  /** One fault; it differs from all others, however alike their effects. */
  private final class InForce implements Fault {
    private final Effect effect;

    InForce(Effect effect) {
      this.effect = effect;
    }

    @Override
    public void close() {
      if (inForce.remove(this)) {
        disturb();
      }
    }
  }

  /** New connections are refused: nobody listens on the port. Open ones go on. */
  public Fault refuseConnections() {
    return begin(Disturbance.REFUSING);
  }

  /** New connections are accepted and never answered, as a hung server would. Open ones go on. */
  public Fault staySilent() {
    return begin(Disturbance.SILENT);
  }

  /** Nothing is read and nothing answered on any connection; all of it comes when it ends. */
  public Fault pause() {
    return begin(Disturbance.PAUSED);
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
    return begin(Disturbance.REJECTING);
  }

  /** A collection takes that long to be loaded, from now on; it can be watched loading. */
  public Fault slowLoads(Duration duration) {
    return begin(new Effect.SlowLoads(duration));
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
    inForce.forEach(Fault::close);
  }

  Fault begin(Effect effect) {
    InForce fault = new InForce(effect);
    inForce.add(fault);
    disturb();
    return fault;
  }

  void attach(Connections to) {
    connections = to;
  }

  private synchronized void disturb() {
    connections.hold(has(Disturbance.PAUSED), has(Disturbance.SILENT));
    connections.listen(!has(Disturbance.REFUSING));
  }

  private <E extends Effect> Stream<E> effects(Class<E> type) {
    return inForce.stream().map(fault -> fault.effect).filter(type::isInstance).map(type::cast);
  }

  private boolean has(Disturbance disturbance) {
    return effects(Disturbance.class).anyMatch(disturbance::equals);
  }

  boolean rejectsCredentials() {
    return has(Disturbance.REJECTING);
  }

  Duration loadTime() {
    return effects(Effect.SlowLoads.class)
        .map(Effect.SlowLoads::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How long a call of that name waits before it is worked on. */
  Duration delay(String call) {
    return effects(Effect.Delay.class)
        .filter(delay -> delay.names().test(call))
        .map(delay -> delay.duration().get())
        .reduce(Duration.ZERO, Duration::plus);
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
