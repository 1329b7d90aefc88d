package workbook.pool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import workbook.pool.benchmarks.server.CallProfiler;
import workbook.pool.benchmarks.server.CallServer;
import workbook.pool.benchmarks.server.HundredRequests;
import workbook.pool.benchmarks.stage.Network;

/** The cells with a server. */
final class ServerCells {

  private static final List<String> CALLS = List.of("describe", "search");

  private static final String SERIAL = "serial, no pool";
  private static final String PER_REQUEST = "client per request";
  private static final String EXCLUSIVE = "exclusive pool of 10";
  private static final String SHARED_4 = "shared leases, 4 connections";
  private static final String ONE_CLIENT = "one shared client";

  /** All of them, but the serial one, which has a single caller. */
  private static final List<String> ARMS =
      List.of(
          PER_REQUEST,
          "commons-pool2, 10 connections",
          EXCLUSIVE,
          "shared leases, 1 connection",
          "shared leases, 2 connections",
          SHARED_4,
          "shared leases, 10 connections",
          ONE_CLIENT,
          "the SDK's pool");

  private static final List<String> MAIN_ARMS =
      List.of(PER_REQUEST, EXCLUSIVE, SHARED_4, ONE_CLIENT);

  private static final int MANY = 100;
  private static final long SKETCHS_HOLD = 100;

  /** Long enough for the compiler to be done with what matters, and for hundreds of calls. */
  private static final Cell.Timing TIMING = Cell.Timing.of(1_500, 1_500);

  /** Time for one wave of a hundred callers through ten connections, and more than one. */
  private static final Cell.Timing HELD = Cell.Timing.of(2_000, 4_000);

  private ServerCells() {}

  static List<Scene> quick() {
    List<Cell> cells = new ArrayList<>();
    for (String call : CALLS) {
      for (String arm : MAIN_ARMS) {
        cells.add(cell(arm, call, Network.LOOPBACK, MANY, TIMING));
      }
      cells.add(cell("the SDK's pool", call, Network.LOOPBACK, MANY, TIMING));
    }
    return List.of(
        new Scene(Network.LOOPBACK, cells), new Scene(Network.LOOPBACK, claim(List.of(100L))));
  }

  static List<Scene> full(String jdkWithVirtualThreads) {
    List<Scene> scenes = new ArrayList<>();
    for (Network network : List.of(Network.LOOPBACK, Network.RTT_2, Network.RTT_2_TLS)) {
      CALLS.forEach(call -> scenes.add(everyArm(network, call)));
    }
    scenes.add(1, held());
    scenes.add(1, new Scene(Network.LOOPBACK, claim(List.of(0L, 50L, 100L, 200L))));
    scenes.add(5, fewCallers());
    CALLS.forEach(call -> scenes.add(5, arms(Network.RTT_20, call)));
    if (jdkWithVirtualThreads != null) {
      scenes.add(1, virtualThreads(jdkWithVirtualThreads));
    }
    return scenes;
  }

  private static Scene everyArm(Network network, String call) {
    List<Cell> cells = new ArrayList<>();
    cells.add(cell(SERIAL, call, network, 1, TIMING));
    ARMS.forEach(arm -> cells.add(cell(arm, call, network, MANY, TIMING)));
    return new Scene(network, cells);
  }

  private static Scene arms(Network network, String call) {
    return new Scene(
        network, MAIN_ARMS.stream().map(arm -> cell(arm, call, network, MANY, TIMING)).toList());
  }

  private static Scene fewCallers() {
    List<Cell> cells = new ArrayList<>();
    for (int callers : List.of(1, 10)) {
      MAIN_ARMS.forEach(arm -> cells.add(cell(arm, "describe", Network.RTT_2, callers, TIMING)));
    }
    return new Scene(Network.RTT_2, cells);
  }

  private static Scene held() {
    List<Cell> cells = new ArrayList<>();
    cells.add(cell(SERIAL, "describe", Network.LOOPBACK, 1, HELD, SKETCHS_HOLD, null, false));
    for (String arm : MAIN_ARMS) {
      cells.add(cell(arm, "describe", Network.LOOPBACK, MANY, HELD, SKETCHS_HOLD, null, false));
    }
    return new Scene(Network.LOOPBACK, cells);
  }

  /** Both sorts of threads on the same JDK, which is another one than that of the other cells. */
  private static Scene virtualThreads(String jvm) {
    List<Cell> cells = new ArrayList<>();
    for (String arm : MAIN_ARMS) {
      for (boolean virtual : List.of(false, true)) {
        cells.add(cell(arm, "describe", Network.LOOPBACK, MANY, TIMING, 0, jvm, virtual));
      }
    }
    return new Scene(Network.LOOPBACK, cells);
  }

  private static Cell cell(
      String arm, String call, Network network, int callers, Cell.Timing timing) {
    return cell(arm, call, network, callers, timing, 0, null, false);
  }

  private static Cell cell(
      String arm,
      String call,
      Network network,
      int callers,
      Cell.Timing timing,
      long hold,
      String jvm,
      boolean virtual) {
    String threads = jvm == null ? "platform" : virtual ? "virtual, new JDK" : "platform, new JDK";
    return new Cell(
        CallServer.class.getName() + ".call",
        Map.of(
            "arm", arm,
            "call", call,
            "network", network.label(),
            "hold", Long.toString(hold),
            "threads", threads),
        callers,
        timing,
        List.of(CallProfiler.class, GCProfiler.class),
        jvm,
        virtual);
  }

  /** The sketch's claim, step by step; the names of the steps are the report's. */
  private static List<Cell> claim(List<Long> works) {
    List<Cell> cells = new ArrayList<>();
    for (long work : works) {
      cells.add(requests(PER_REQUEST, 1, work, "kept", "included"));
      cells.add(requests(EXCLUSIVE, MANY, work, "kept", "included"));
    }
    long work = SKETCHS_HOLD;
    cells.add(requests(ONE_CLIENT, 1, work, "kept", "included"));
    cells.add(requests(PER_REQUEST, 10, work, "kept", "included"));
    cells.add(requests(EXCLUSIVE, MANY, work, "kept", "before"));
    cells.add(requests(PER_REQUEST, MANY, work, "kept", "included"));
    cells.add(requests(EXCLUSIVE, MANY, work, "returned first", "included"));
    cells.add(requests(SHARED_4, MANY, work, "kept", "included"));
    return cells;
  }

  private static Cell requests(
      String arm, int callers, long work, String connection, String opening) {
    return new Cell(
        HundredRequests.class.getName() + ".hundredRequests",
        Map.of(
            "arm", arm,
            "callers", Integer.toString(callers),
            "work", Long.toString(work),
            "connection", connection,
            "opening", opening),
        1,
        Cell.Timing.shot(),
        List.of(),
        null,
        false);
  }
}
