package workbook.kit.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.Filter.Row;

/**
 * The rows of a collection, ordered by primary key. Every row knows when it appeared and when it
 * went. Writers take turns; a reader sees the moment it asks for, up to {@link #lastWrite},
 * whatever is written meanwhile. Thread-safe.
 */
final class Table {

  /** How long a row that is gone can still be read by an iterator that began before. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final int key;
  private final Clock clock;
  private final Map<Object, Version> newest = new ConcurrentSkipListMap<>();
  private final Queue<Version> gone = new ArrayDeque<>();
  private long inserted;
  private long flushed;
  private volatile long lastWrite;

  Table(int key, Clock clock) {
    this.key = key;
    this.clock = clock;
    this.lastWrite = clock.next();
  }

  /** A row from its insertion to its deletion, and the one with the same key before it. */
  private static final class Version implements Row {
    private final Object[] values;
    private final long born;
    private volatile Version older;
    private volatile long died = Long.MAX_VALUE;

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

  /**
   * Removes the rows with these keys and adds others, both at the same moment, which it returns. A
   * row whose key is still there hides the older one.
   */
  synchronized long write(Collection<?> removedKeys, Collection<Object[]> added) {
    long now = clock.next();
    removedKeys.forEach(removed -> end(newest.get(removed), now));
    for (Object[] values : added) {
      newest.put(values[key], new Version(values, now, newest.get(values[key])));
    }
    inserted += added.size();
    return done(now);
  }

  /** Removes what passes the filter; returns how many rows that were. */
  synchronized int delete(Filter filter) {
    long now = clock.next();
    List<? extends Row> found = read(filter, now).toList();
    found.forEach(row -> end(newest.get(row.value(key)), now));
    done(now);
    return found.size();
  }

  private void end(Version newest, long now) {
    for (Version version = newest; version != null; version = version.older) {
      if (version.isThere(now)) {
        version.died = now;
        gone.add(version);
      }
    }
  }

  /** From here on readers see what was written; nobody reads any more what has long been gone. */
  private long done(long now) {
    lastWrite = now;
    long horizon = Clock.before(now, KEPT);
    while (!gone.isEmpty() && gone.peek().died < horizon) {
      Version old = gone.remove();
      newest.computeIfPresent(old.value(key), (k, kept) -> kept == old ? null : kept.without(old));
    }
    return now;
  }

  /** When the last write was done: readers ask for this moment or an earlier one. */
  long lastWrite() {
    return lastWrite;
  }

  /** How many rows were there, counting every one of those that share a key. */
  long count(Filter filter, long at) {
    return candidates(filter)
        .flatMap(row -> Stream.iterate(row, Objects::nonNull, version -> version.older))
        .filter(row -> row.isThere(at) && filter.accepts(row))
        .count();
  }

  /** The rows that were there at a moment and pass the filter, in the order of their keys. */
  Stream<? extends Row> read(Filter filter, long at) {
    return candidates(filter)
        .map(row -> row.newestThere(at))
        .filter(row -> row != null && filter.accepts(row));
  }

  /** The newest rows of the keys that can pass the filter. */
  private Stream<Version> candidates(Filter filter) {
    List<Object> keys = filter.valuesOf(key);
    return keys == null
        ? newest.values().stream()
        : keys.stream().distinct().sorted().map(newest::get).filter(Objects::nonNull);
  }

  /** Makes the rows inserted so far visible to the statistics. */
  synchronized void flush() {
    flushed = inserted;
  }

  /** Rows as the statistics of Milvus count them: flushed ones, deleted or not. */
  synchronized long flushedRows() {
    return flushed;
  }
}
