package workbook.kit.embedded;

import io.milvus.grpc.LoadState;
import java.time.Duration;

/** How far a collection is loaded, which takes a while if a fault says so. Thread-safe. */
final class Loading {

  private final long collection;
  private long startNanos;

  /** Null as long as nobody asks for the collection. */
  private Duration takes;

  Loading(long collection) {
    this.collection = collection;
  }

  /** Starts to load; a collection that is loaded stays so. */
  synchronized void start(Duration duration) {
    if (!isWanted()) {
      startNanos = System.nanoTime();
      takes = duration;
    }
  }

  synchronized void release() {
    takes = null;
  }

  /** Whether it was asked for, done or not. */
  synchronized boolean isWanted() {
    return takes != null;
  }

  /** How much is loaded, in percent; a {@link MilvusError} if nobody asked for it. */
  synchronized long progress() {
    Refusal.when(!isWanted())
        .with(
            MilvusError.COLLECTION_NOT_LOADED, "collection not loaded[collection=%s]", collection);
    long passed = System.nanoTime() - startNanos;
    return passed >= takes.toNanos() ? 100 : passed * 100 / takes.toNanos();
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
