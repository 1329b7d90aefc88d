package workbook.pool.exercises;

import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** A blocking queue of places, each empty or with a connection; those with one are in front. */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final Opener<C> opener;
  private final BlockingDeque<Optional<C>> places = new LinkedBlockingDeque<>();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.opener = opener;
    for (int i = 0; i < size; i++) {
      places.add(Optional.empty());
    }
  }

  C borrow() throws Exception {
    Optional<C> place = places.takeFirst();
    if (place.isPresent()) {
      return place.get();
    }
    boolean opened = false;
    try {
      C connection = opener.open();
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        places.addLast(Optional.empty());
      }
    }
  }

  void giveBack(C connection) {
    places.addFirst(Optional.of(connection));
  }
}
