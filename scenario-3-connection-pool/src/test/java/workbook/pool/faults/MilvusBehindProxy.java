package workbook.pool.faults;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.ToxiproxyContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.milvus.MilvusContainer;
import org.testcontainers.utility.DockerImageName;
import workbook.kit.server.Certificate;

/**
 * A real Milvus of a test's own, behind Toxiproxy: what goes wrong between the two is done by the
 * proxy, what goes wrong with the server by pausing or replacing its container.
 */
final class MilvusBehindProxy implements AutoCloseable {

  private static final String MILVUS = image("milvus.image", "milvusdb/milvus:v2.6.17");
  private static final String TOXIPROXY =
      image("toxiproxy.image", "ghcr.io/shopify/toxiproxy:2.12.0");
  private static final int PROXY_PORT = 8666;

  private final Network network = Network.newNetwork();
  private final List<GenericContainer<?>> started = new ArrayList<>();
  private final ToxiproxyContainer toxiproxy;
  private final Proxy proxy;
  private MilvusContainer milvus;

  /** Starts both. */
  static MilvusBehindProxy start() throws IOException {
    return new MilvusBehindProxy(milvus -> milvus);
  }

  /** Starts both, with a server that demands {@code root:Milvus}. */
  static MilvusBehindProxy startWithAuthentication() throws IOException {
    return new MilvusBehindProxy(
        milvus -> milvus.withEnv("COMMON_SECURITY_AUTHORIZATIONENABLED", "true"));
  }

  /** Starts both, with a server that refuses more than one query a second. */
  static MilvusBehindProxy startWithOneQueryASecond() throws IOException {
    return new MilvusBehindProxy(
        milvus ->
            milvus
                .withEnv("QUOTAANDLIMITS_ENABLED", "true")
                .withEnv("QUOTAANDLIMITS_DQL_ENABLED", "true")
                .withEnv("QUOTAANDLIMITS_DQL_QUERYRATE_MAX", "1"));
  }

  /** Starts both, with a server that speaks TLS only and shows this certificate. */
  static MilvusBehindProxy startWithTls(Certificate certificate) throws IOException {
    String pem = "/milvus/tls/server.pem";
    String key = "/milvus/tls/server.key";
    return new MilvusBehindProxy(
        milvus ->
            milvus
                .withEnv("COMMON_SECURITY_TLSMODE", "1")
                .withEnv("TLS_SERVERPEMPATH", pem)
                .withEnv("TLS_SERVERKEYPATH", key)
                .withCopyToContainer(Transferable.of(certificate.pem()), pem)
                .withCopyToContainer(Transferable.of(certificate.keyPem()), key));
  }

  private MilvusBehindProxy(UnaryOperator<MilvusContainer> how) throws IOException {
    milvus = startMilvus("milvus-1", how);
    toxiproxy =
        onLoopback(
            new ToxiproxyContainer(
                    DockerImageName.parse(TOXIPROXY)
                        .asCompatibleSubstituteFor("ghcr.io/shopify/toxiproxy"))
                .withNetwork(network));
    toxiproxy.start();
    started.add(toxiproxy);
    proxy =
        new ToxiproxyClient(toxiproxy.getHost(), toxiproxy.getControlPort())
            .createProxy("milvus", "0.0.0.0:" + PROXY_PORT, "milvus-1:19530");
  }

  private static String image(String property, String otherwise) {
    String image = System.getProperty(property, "");
    return image.isBlank() ? otherwise : image;
  }

  private MilvusContainer startMilvus(String name, UnaryOperator<MilvusContainer> how) {
    MilvusContainer container =
        new MilvusContainer(
            DockerImageName.parse(MILVUS).asCompatibleSubstituteFor("milvusdb/milvus"));
    how.apply(onLoopback(container))
        .withEnv("DEPLOY_MODE", "STANDALONE") // without it, 2.6 may refuse to start
        .withNetwork(network)
        .withNetworkAliases(name)
        .start();
    started.add(container);
    return container;
  }

  /**
   * Testcontainers would publish on every address of the machine, and this server has no password.
   */
  private static <T extends GenericContainer<T>> T onLoopback(T container) {
    return container.withCreateContainerCmdModifier(
        command ->
            command
                .getHostConfig()
                .withPortBindings(
                    container.getExposedPorts().stream()
                        .map(
                            port ->
                                new PortBinding(Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)))
                        .toList()));
  }

  /** Where the server seems to be. */
  String uri() {
    return "http://" + toxiproxy.getHost() + ":" + toxiproxy.getMappedPort(PROXY_PORT);
  }

  /** For toxics; {@link #heal()} removes them. */
  Proxy proxy() {
    return proxy;
  }

  /** Cuts all connections and refuses new ones. */
  void cut() throws IOException {
    proxy.disable();
  }

  /** Keeps connections, and accepts new ones, but nothing gets through. */
  void blackHole() throws IOException {
    proxy.toxics().timeout("hole", ToxicDirection.DOWNSTREAM, 0);
  }

  /** Ends all connections at once, with a TCP reset; new ones come up again. */
  void resetConnections() throws IOException {
    proxy.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 0).remove();
  }

  /** Undoes whatever was done. */
  void heal() throws IOException {
    for (Toxic toxic : proxy.toxics().getAll()) {
      toxic.remove();
    }
    proxy.enable();
  }

  /** Freezes the server: it neither answers nor closes anything. */
  void pause() {
    docker().pauseContainerCmd(milvus.getContainerId()).exec();
  }

  void unpause() {
    docker().unpauseContainerCmd(milvus.getContainerId()).exec();
  }

  /** Ends the server; nothing is behind the proxy until {@link #bringUp} is called. */
  void takeDown() {
    milvus.stop();
  }

  /** Puts a new, empty server behind the proxy. */
  void bringUp(String name) throws IOException {
    milvus = startMilvus(name, fresh -> fresh);
    proxy.setUpstream(name + ":19530");
  }

  private DockerClient docker() {
    return milvus.getDockerClient();
  }

  @Override
  public void close() {
    started.forEach(GenericContainer::stop);
    network.close();
  }
}
