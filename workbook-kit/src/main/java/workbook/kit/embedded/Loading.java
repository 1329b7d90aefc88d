package workbook.kit.embedded;

import io.milvus.grpc.LoadState;
import java.time.Duration;

/** How far a collection is loaded, which takes a while if a fault says so. Thread-safe. */
final class Loading {

  private static final long NOT_ASKED_FOR = -1;

  private final long collection;
  private final Clock clock;
  private long started = NOT_ASKED_FOR;
  private long millis;

  Loading(long collection, Clock clock) {
    this.collection = collection;
    this.clock = clock;
  }

  /** Starts to load; a collection that is loaded stays so. */
  synchronized void start(Duration takes) {
    if (!isWanted()) {
      started = clock.nowMillis();
      millis = takes.toMillis();
    }
  }

  synchronized void release() {
    started = NOT_ASKED_FOR;
  }

  /** Whether it was asked for, done or not. */
  synchronized boolean isWanted() {
    return started != NOT_ASKED_FOR;
  }

  /** How much is loaded, in percent; a {@link MilvusError} if nobody asked for it. */
  synchronized long progress() {
    Refusal.when(!isWanted())
        .with(
            MilvusError.COLLECTION_NOT_LOADED, "collection not loaded[collection=%s]", collection);
    long passed = clock.nowMillis() - started;
    return passed >= millis ? 100 : passed * 100 / millis;
  }

  synchronized LoadState state() {
    if (!isWanted()) {
      return LoadState.LoadStateNotLoad;
    }
    return progress() < 100 ? LoadState.LoadStateLoading : LoadState.LoadStateLoaded;
  }

  /** A {@link MilvusError} unless all of it is loaded. */
  void check() {
    Refusal.when(progress() < 100)
        .with(
            MilvusError.COLLECTION_NOT_FULLY_LOADED,
            "collection not fully loaded[collection=%s]",
            collection);
  }
}
