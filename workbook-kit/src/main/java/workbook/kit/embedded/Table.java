package workbook.kit.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.Filter.Row;

/**
 * The rows of a collection, ordered by primary key. Every row knows when it appeared and when it
 * went, so that a reader sees one moment whatever happens meanwhile. Thread-safe.
 */
final class Table {

  /** How long a row that is gone can still be read by an iterator that began before. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final int key;
  private final Clock clock;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final NavigableMap<Object, Version> newest = new TreeMap<>();
  private final Queue<Version> gone = new ArrayDeque<>();
  private long inserted;
  private long flushed;

  Table(int key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** A row from its insertion to its deletion, and the one with the same key before it. */
  private static final class Version implements Row {
    private final Object[] values;
    private final long born;
    private Version older;
    private long died = Long.MAX_VALUE;

    Version(Object[] values, long born, Version older) {
      this.values = values;
      this.born = born;
      this.older = older;
    }

    @Override
    public Object value(int column) {
      return values[column];
    }

    boolean isThere(long at) {
      return born <= at && at < died;
    }

    /** This one or the newest of the older ones that was there, or null. */
    Version newestThere(long at) {
      Version version = this;
      while (version != null && !version.isThere(at)) {
        version = version.older;
      }
      return version;
    }

    /** This one, having forgotten an older one and with it those that are older still. */
    Version without(Version forgotten) {
      Version version = this;
      while (version.older != null && version.older != forgotten) {
        version = version.older;
      }
      version.older = null;
      return this;
    }
  }

  private static <T> T holding(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Adds rows; one whose key is there already hides the older one. Returns the time of it. */
  long insert(Collection<Object[]> added) {
    return write(List.of(), added);
  }

  /** Removes the rows with these keys and adds others, both at the same moment. */
  long write(Collection<?> removedKeys, Collection<Object[]> added) {
    return holding(
        lock.writeLock(),
        () -> {
          long now = clock.next();
          removedKeys.forEach(removed -> end(newest.get(removed), now));
          for (Object[] values : added) {
            newest.compute(values[key], (k, older) -> new Version(values, now, older));
          }
          inserted += added.size();
          forgetBefore(Clock.before(now, KEPT));
          return now;
        });
  }

  /** Removes what passes the filter; returns how many rows that were. */
  int delete(Filter filter) {
    return holding(
        lock.writeLock(),
        () -> {
          long now = clock.next();
          List<Version> found = there(filter, now).toList();
          found.forEach(row -> end(row, now));
          forgetBefore(Clock.before(now, KEPT));
          return found.size();
        });
  }

  private void end(Version newest, long now) {
    for (Version version = newest; version != null; version = version.older) {
      if (version.died == Long.MAX_VALUE) {
        version.died = now;
        gone.add(version);
      }
    }
  }

  private void forgetBefore(long horizon) {
    while (!gone.isEmpty() && gone.peek().died < horizon) {
      Version old = gone.remove();
      newest.computeIfPresent(old.value(key), (k, kept) -> kept == old ? null : kept.without(old));
    }
  }

  /** The rows that were there at a moment and pass the filter, in the order of their keys. */
  List<? extends Row> read(Filter filter, long at, long offset, long limit) {
    return holding(lock.readLock(), () -> there(filter, at).skip(offset).limit(limit).toList());
  }

  /** Shows a reader all rows that were there at a moment and pass the filter, in that order. */
  void read(Filter filter, long at, Consumer<Row> reader) {
    holding(
        lock.readLock(),
        () -> {
          there(filter, at).forEach(reader);
          return null;
        });
  }

  /** How many rows are there. */
  long count(Filter filter) {
    return count(filter, clock.next());
  }

  /** How many rows were there, counting every one of those that share a key. */
  long count(Filter filter, long at) {
    return holding(
        lock.readLock(),
        () ->
            candidates(filter)
                .flatMap(row -> Stream.iterate(row, Objects::nonNull, version -> version.older))
                .filter(row -> row.isThere(at) && filter.accepts(row))
                .count());
  }

  private Stream<Version> there(Filter filter, long at) {
    return candidates(filter)
        .map(row -> row.newestThere(at))
        .filter(row -> row != null && filter.accepts(row));
  }

  /** The newest rows of the keys that can pass the filter. */
  private Stream<Version> candidates(Filter filter) {
    Collection<Object> keys = filter.valuesOf(key);
    if (keys != null) {
      return keys.stream().distinct().sorted().map(newest::get).filter(Objects::nonNull);
    }
    Object from = filter.lowerBoundOf(key);
    return (from == null ? newest : newest.tailMap(from, true)).values().stream();
  }

  /** Makes the rows inserted so far visible to the statistics. */
  void flush() {
    holding(lock.writeLock(), () -> flushed = inserted);
  }

  /** Rows as the statistics of Milvus count them: flushed ones, deleted or not. */
  long flushedRows() {
    return holding(lock.readLock(), () -> flushed);
  }
}
