package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.Channel;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.ChannelOutboundBuffer;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * The TCP side: listens on loopback, hands what it accepts to gRPC, and can stop listening, cut
 * what is open, or hold it so that no byte comes or goes. Thread-safe.
 *
 * <p>All connections live on one event loop, and only there does this class touch them: what it is
 * asked to do to them happens in the order of asking, between two reads and never during one.
 */
final class Connections {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Channel grpc;
  private final Counters counters;
  private final int port;
  private ServerSocketChannel listener;
  private Thread acceptor;

  // Of the event loop.
  private final Set<Connection> open = new HashSet<>();
  private boolean paused;
  private boolean silent;

  /**
   * Starts to listen.
   *
   * @param grpc where accepted connections go; it lives on the event loop that they will live on
   * @param port the port, or 0 for any free one
   */
  Connections(Channel grpc, int port, Counters counters) throws IOException {
    this.grpc = grpc;
    this.counters = counters;
    this.port = startListening(port);
  }

  int port() {
    return port;
  }

  private synchronized int startListening(int wanted) throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), wanted), 512);
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
    listener = socket;
    acceptor = new Thread(() -> acceptAll(socket), "embedded-milvus-accept");
    acceptor.setDaemon(true);
    acceptor.start();
    return socket.socket().getLocalPort();
  }

  /**
   * When this returns the port is open, or closed; connections that are open stay so. It is not
   * opened any more once the server shuts down.
   */
  synchronized void listen(boolean wanted) {
    try {
      if (wanted && !listener.isOpen() && !grpc.eventLoop().isShuttingDown()) {
        startListening(port);
      } else if (!wanted) {
        listener.close();
        // The port is closed only once nobody waits on it any more.
        acceptor.join();
      }
    } catch (IOException taken) {
      throw new IllegalStateException("port " + port + " was taken while nobody listened", taken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll(ServerSocketChannel socket) {
    while (socket.isOpen()) {
      try {
        SocketChannel accepted = socket.accept();
        onLoop(() -> add(new Connection(grpc, accepted, silent)));
      } catch (IOException closed) {
        // Either it is closed on purpose, or this one connection went before it came.
      }
    }
  }

  private void onLoop(Runnable work) {
    try {
      grpc.eventLoop().execute(work);
    } catch (RejectedExecutionException closed) {
      // The server is no more, and its connections have gone with it.
    }
  }

  private void add(Connection connection) {
    open.add(connection);
    counters.count(connection);
    var unused = connection.closeFuture().addListener(closed -> open.remove(connection));
    connection.hold(paused || silent);
    grpc.pipeline().fireChannelRead(connection);
  }

  /** Breaks every connection, without a word to the client. */
  void cut() {
    onLoop(() -> List.copyOf(open).forEach(Connection::reset));
  }

  /**
   * Says what is held from now on; whatever is not any more flows again, with what came meanwhile.
   *
   * @param everything every connection
   * @param newOnes those that are accepted while it is so
   */
  void hold(boolean everything, boolean newOnes) {
    onLoop(
        () -> {
          paused = everything;
          silent = newOnes;
          // One that breaks as it flows again goes from the set.
          for (Connection connection : List.copyOf(open)) {
            connection.hold(paused || (silent && connection.silenced));
          }
        });
  }

  /** One accepted connection. While it is held, nothing is read and nothing written. */
  private static final class Connection extends NioSocketChannel {
    private final boolean silenced;
    private boolean held;

    Connection(Channel parent, SocketChannel socket, boolean silenced) {
      super(parent, socket);
      this.silenced = silenced;
    }

    void hold(boolean hold) {
      boolean goesOn = held && !hold;
      held = hold;
      config().setAutoRead(!hold);
      if (goesOn) {
        flush();
      }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer buffer) throws Exception {
      if (!held) {
        super.doWrite(buffer);
      }
    }

    /** Closes below HTTP/2, which would say goodbye. */
    void reset() {
      config().setSoLinger(0);
      unsafe().close(voidPromise());
    }
  }
}
