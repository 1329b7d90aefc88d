package workbook.pool;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

enum SystemTime implements TimeSource {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void parkUntil(Object blocker, long deadline) {
    LockSupport.parkNanos(blocker, deadline - System.nanoTime());
  }
}
