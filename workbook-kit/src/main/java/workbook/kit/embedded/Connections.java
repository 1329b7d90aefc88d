package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.Channel;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.ChannelOutboundBuffer;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The TCP side: listens on loopback, hands what it accepts to gRPC, and can stop listening, cut
 * what is open, or hold it so that no byte comes or goes. Thread-safe.
 */
final class Connections {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Channel grpc;
  private final Counters counters;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocketChannel listener;
  private Thread acceptor;
  private volatile boolean paused;
  private volatile boolean silent;

  /**
   * Starts to listen.
   *
   * @param grpc where accepted connections go
   * @param port the port, or 0 for any free one
   */
  Connections(Channel grpc, int port, Counters counters) throws IOException {
    this.grpc = grpc;
    this.counters = counters;
    this.port = listen(port);
  }

  int port() {
    return port;
  }

  /** Listens again on the same port, after {@link #stopListening}. */
  synchronized void listenAgain() {
    if (listener != null) {
      return;
    }
    try {
      listen(port);
    } catch (IOException taken) {
      throw new IllegalStateException("port " + port + " was taken while nobody listened", taken);
    }
  }

  private synchronized int listen(int wanted) throws IOException {
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
    return ((InetSocketAddress) socket.getLocalAddress()).getPort();
  }

  private void acceptAll(ServerSocketChannel socket) {
    while (socket.isOpen()) {
      try {
        accept(socket.accept());
      } catch (IOException closed) {
        // Either it is closed on purpose, or this one connection went before it came.
      }
    }
  }

  private void accept(SocketChannel socket) {
    Connection connection = new Connection(grpc, socket, silent);
    open.add(connection);
    counters.connectionOpened();
    var unused = connection.closeFuture().addListener(closed -> forget(connection));
    connection.hold(paused || silent);
    grpc.eventLoop().execute(() -> grpc.pipeline().fireChannelRead(connection));
  }

  private void forget(Connection connection) {
    open.remove(connection);
    counters.connectionClosed();
  }

  /** When this returns the port is closed; connections that are open stay so. */
  synchronized void stopListening() {
    if (listener == null) {
      return;
    }
    try {
      listener.close();
      // The port is closed only once nobody waits on it any more.
      acceptor.join();
    } catch (IOException ignored) {
      // It does not listen any more, which is all that matters.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    listener = null;
  }

  /** Breaks every connection, without a word to the client. */
  void cut() {
    open.forEach(Connection::reset);
  }

  /**
   * Says what is held from now on; whatever is not any more flows again, with what came meanwhile.
   *
   * @param everything every connection
   * @param newOnes those that are accepted while it is so
   */
  void hold(boolean everything, boolean newOnes) {
    paused = everything;
    silent = newOnes;
    open.forEach(connection -> connection.hold(everything || (newOnes && connection.silenced)));
  }

  /** One accepted connection. While it is held, nothing is read and nothing written. */
  private static final class Connection extends NioSocketChannel {
    private final boolean silenced;
    private volatile boolean held;

    Connection(Channel parent, SocketChannel socket, boolean silenced) {
      super(parent, socket);
      this.silenced = silenced;
    }

    void hold(boolean hold) {
      held = hold;
      config().setAutoRead(!hold);
      if (!hold && isRegistered()) {
        eventLoop().execute(this::flush);
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
      if (isRegistered()) {
        eventLoop().execute(this::resetNow);
      } else {
        closeUnregistered();
      }
    }

    private void resetNow() {
      if (isOpen()) {
        config().setSoLinger(0);
        unsafe().close(voidPromise());
      }
    }

    private void closeUnregistered() {
      try {
        javaChannel().close();
      } catch (IOException ignored) {
        // It is gone either way.
      }
    }
  }
}
