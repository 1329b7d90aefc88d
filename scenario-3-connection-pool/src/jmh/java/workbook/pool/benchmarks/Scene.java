package workbook.pool.benchmarks;

import java.util.List;
import workbook.pool.benchmarks.stage.Network;

/**
 * Cells that are compared with each other, so that their rounds are interleaved.
 *
 * @param network what must be set up for them; {@code null} if they need no server
 */
record Scene(Network network, List<Cell> cells) {

  boolean needsServer() {
    return network != null;
  }
}
