package workbook.pool.exercises;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Believes that the bound is all that matters: an empty place in front of the queue is filled
 * although a connection is idle behind it.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final Opener<C> opener;
  private final BlockingQueue<Optional<C>> places = new LinkedBlockingQueue<>();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.opener = opener;
    for (int i = 0; i < size; i++) {
      places.add(Optional.empty());
    }
  }

  C borrow() throws Exception {
    Optional<C> place = places.take();
    if (place.isPresent()) {
      return place.get();
    }
    try {
      return opener.open();
    } catch (Throwable e) {
      places.add(Optional.empty());
      throw e;
    }
  }

  void giveBack(C connection) {
    places.add(Optional.of(connection));
  }
}
