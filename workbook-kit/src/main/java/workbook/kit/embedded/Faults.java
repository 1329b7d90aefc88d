package workbook.kit.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

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

  private final CallRules rules;
  private final List<Fault> inForce = new CopyOnWriteArrayList<>();
  private Connections connections;
  private int closed;
  private int silent;
  private int paused;
  private int rejecting;
  private volatile Duration loadTime = Duration.ZERO;

  Faults(CallRules rules) {
    this.rules = rules;
  }

  /** New connections are refused: nobody listens on the port. Open ones go on. */
  public Fault refuseConnections() {
    change(() -> closed++);
    return begun(() -> change(() -> closed--));
  }

  /** New connections are accepted and never answered, as a hung server would. Open ones go on. */
  public Fault staySilent() {
    change(() -> silent++);
    return begun(() -> change(() -> silent--));
  }

  /** Nothing is read and nothing answered on any connection; all of it comes when it ends. */
  public Fault pause() {
    change(() -> paused++);
    return begun(() -> change(() -> paused--));
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
    change(() -> rejecting++);
    return begun(() -> change(() -> rejecting--));
  }

  /** A collection takes that long to be loaded, from now on; it can be watched loading. */
  public Fault slowLoads(Duration duration) {
    loadTime = duration;
    return begun(() -> loadTime = Duration.ZERO);
  }

  /**
   * Faults of single calls.
   *
   * @param names of calls as in the protocol, for instance {@code Search}; none for all calls,
   *     {@code Connect} included
   */
  public CallFaults calls(String... names) {
    return new CallFaults(this, Set.of(names));
  }

  /** Ends every fault that is in force. */
  public void clear() {
    inForce.forEach(Fault::close);
  }

  Fault begin(CallRules.Rule rule) {
    return begun(rules.add(rule));
  }

  void attach(Connections to) {
    connections = to;
  }

  synchronized boolean rejectsCredentials() {
    return rejecting > 0;
  }

  Duration loadTime() {
    return loadTime;
  }

  private synchronized void change(Runnable change) {
    change.run();
    connections.hold(paused > 0, silent > 0);
    if (closed > 0) {
      connections.stopListening();
    } else {
      connections.listenAgain();
    }
  }

  private Fault begun(Fault end) {
    AtomicBoolean ended = new AtomicBoolean();
    Fault once =
        new Fault() {
          @Override
          public void close() {
            if (!ended.getAndSet(true)) {
              inForce.remove(this);
              end.close();
            }
          }
        };
    inForce.add(once);
    return once;
  }
}
