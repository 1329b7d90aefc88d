package workbook.kit.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import workbook.kit.embedded.filter.Filter;

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
  private final NavigableMap<Object, Version> rows = new TreeMap<>();
  private int gone;
  private long lastSweep;
  private long inserted;
  private long flushed;

  Table(int key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** A row from its insertion to its deletion, and the one with the same key before it. */
  private static final class Version {
    private final Object[] values;
    private final long born;
    private Version older;
    private long died = Long.MAX_VALUE;

    Version(Object[] values, long born, Version older) {
      this.values = values;
      this.born = born;
      this.older = older;
    }

    boolean isThere(long at) {
      return born <= at && at < died;
    }
  }

  /** Adds rows; one whose key is there already hides the older one. Returns the time of it. */
  long insert(Collection<Object[]> added) {
    return write(List.of(), added);
  }

  /** Removes the rows with these keys and adds others, both at the same moment. */
  long write(Collection<?> removedKeys, Collection<Object[]> added) {
    lock.writeLock().lock();
    try {
      long now = clock.next();
      removedKeys.forEach(removed -> bury(rows.get(removed), now));
      for (Object[] values : added) {
        rows.compute(values[key], (k, older) -> new Version(values, now, older));
      }
      inserted += added.size();
      sweep(now);
      return now;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Removes what passes the filter; returns how many rows that were. */
  int delete(Filter filter) {
    lock.writeLock().lock();
    try {
      long now = clock.next();
      List<Version> found = new ArrayList<>();
      for (Version newest : candidates(filter)) {
        Version there = newestThere(newest, now);
        if (there != null && filter.accepts(c -> there.values[c])) {
          found.add(newest);
        }
      }
      found.forEach(version -> bury(version, now));
      sweep(now);
      return found.size();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void bury(Version newest, long now) {
    for (Version version = newest; version != null; version = version.older) {
      if (version.died == Long.MAX_VALUE) {
        version.died = now;
        gone++;
      }
    }
  }

  /** Forgets what no reader can still want, once it is more than what is there. */
  private void sweep(long now) {
    long horizon = Clock.before(now, KEPT);
    if (gone < 1_000
        || gone < rows.size() / 2
        || lastSweep > Clock.before(now, Duration.ofSeconds(1))) {
      return;
    }
    lastSweep = now;
    gone = 0;
    for (Iterator<Version> all = rows.values().iterator(); all.hasNext(); ) {
      Version newest = all.next();
      if (newest.died < horizon) {
        all.remove();
        continue;
      }
      for (Version version = newest; version != null; version = version.older) {
        gone += version.died == Long.MAX_VALUE ? 0 : 1;
        if (version.older != null && version.older.died < horizon) {
          version.older = null;
        }
      }
    }
  }

  /**
   * Shows the rows that were there at a moment and pass the filter, in the order of their keys.
   *
   * @param moment the moment, given the present one
   * @param reader takes a row and says whether it wants more
   * @return the moment
   */
  long read(Filter filter, LongFunction<Long> moment, Predicate<Object[]> reader) {
    lock.readLock().lock();
    try {
      long at = moment.apply(clock.next());
      for (Version newest : candidates(filter)) {
        Version there = newestThere(newest, at);
        if (there != null && filter.accepts(c -> there.values[c]) && !reader.test(there.values)) {
          break;
        }
      }
      return at;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** How many rows were there, counting every one of those that share a key. */
  long count(Filter filter, LongFunction<Long> moment) {
    lock.readLock().lock();
    try {
      long at = moment.apply(clock.next());
      long count = 0;
      for (Version newest : candidates(filter)) {
        for (Version version = newest; version != null; version = version.older) {
          Object[] values = version.values;
          if (version.isThere(at) && filter.accepts(c -> values[c])) {
            count++;
          }
        }
      }
      return count;
    } finally {
      lock.readLock().unlock();
    }
  }

  private Collection<Version> candidates(Filter filter) {
    Collection<Object> keys = filter.valuesOf(key);
    if (keys != null) {
      List<Version> found = new ArrayList<>();
      keys.stream().distinct().sorted().map(rows::get).filter(v -> v != null).forEach(found::add);
      return found;
    }
    Object from = filter.lowerBoundOf(key);
    return from == null ? rows.values() : rows.tailMap(from, true).values();
  }

  private static Version newestThere(Version newest, long at) {
    Version version = newest;
    while (version != null && !version.isThere(at)) {
      version = version.older;
    }
    return version;
  }

  /** Makes the rows inserted so far visible to the statistics. */
  void flush() {
    lock.writeLock().lock();
    try {
      flushed = inserted;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Rows as the statistics of Milvus count them: flushed ones, deleted or not. */
  long flushedRows() {
    lock.readLock().lock();
    try {
      return flushed;
    } finally {
      lock.readLock().unlock();
    }
  }
}
