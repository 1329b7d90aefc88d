package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.AbstractServerChannel;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.ChannelConfig;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.DefaultChannelConfig;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.net.SocketAddress;

/**
 * What gRPC takes for its listening socket. It never listens: {@link Connections} does, and can
 * therefore stop and start again while the server lives on.
 */
final class Handover extends AbstractServerChannel {

  private final ChannelConfig config = new DefaultChannelConfig(this);
  private volatile SocketAddress address;
  private volatile boolean closed;

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean isActive() {
    return address != null && !closed;
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected SocketAddress localAddress0() {
    return address;
  }

  @Override
  protected void doBind(SocketAddress local) {
    address = local;
  }

  @Override
  protected void doClose() {
    closed = true;
  }

  @Override
  protected void doBeginRead() {
    // Connections come when they come.
  }
}
