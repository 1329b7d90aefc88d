package workbook.kit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine's loopback address. */
final class Ports {

  private Ports() {}

  /** The port wanted, or a free one if that is 0. */
  static int pick(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw taken(wanted);
    }
  }

  static ServerUnavailable taken(int port) {
    return new ServerUnavailable(
        "Port " + port + " is taken by another program.",
        "Stop that one, give another port with -Dmilvus.port=, or leave the option out: then a free"
            + " one is picked.");
  }
}
