package workbook.kit.embedded;

import workbook.kit.embedded.filter.Filter;

/** A row from its insertion to its deletion. The {@link Table} that it is in guards it. */
final class Row implements Filter.Row {

  private static final long ALIVE = Long.MAX_VALUE;

  private final Object[] values;
  private final long born;
  private Row older;
  private long died = ALIVE;

  /**
   * A row that is there from a moment on.
   *
   * @param older what was inserted with the same key before, or null
   */
  Row(Object[] values, long born, Row older) {
    this.values = values;
    this.born = born;
    this.older = older;
  }

  @Override
  public Object value(int column) {
    return values[column];
  }

  Row older() {
    return older;
  }

  boolean isThere(long at) {
    return born <= at && at < died;
  }

  /** This row or the newest of the older ones that was there, or null. */
  Row newestThere(long at) {
    Row row = this;
    while (row != null && !row.isThere(at)) {
      row = row.older;
    }
    return row;
  }

  /** Ends the row; says whether it had not ended before. */
  boolean end(long now) {
    if (died != ALIVE) {
      return false;
    }
    died = now;
    return true;
  }

  boolean endedBefore(long moment) {
    return died < moment;
  }

  /** This row, having forgotten an older one and with it those that are older still. */
  Row without(Row forgotten) {
    Row row = this;
    while (row.older != null && row.older != forgotten) {
      row = row.older;
    }
    row.older = null;
    return this;
  }
}
