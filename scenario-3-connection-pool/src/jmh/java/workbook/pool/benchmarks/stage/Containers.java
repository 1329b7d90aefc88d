package workbook.pool.benchmarks.stage;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.ToxiproxyContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.milvus.MilvusContainer;
import org.testcontainers.utility.DockerImageName;
import workbook.kit.server.Certificate;

/** The containers of {@link DockerStage}, in a network of their own. */
final class Containers implements AutoCloseable {

  static final String MILVUS_IMAGE = image("milvus.image", "milvusdb/milvus:v2.6.17");
  static final String TOXIPROXY_IMAGE =
      image("toxiproxy.image", "ghcr.io/shopify/toxiproxy:2.12.0");

  /** What Toxiproxy calls the server. */
  static final String ALIAS = "milvus:19530";

  private static final String IN_CONTAINER = "/milvus/tls/";

  private final org.testcontainers.containers.Network network =
      org.testcontainers.containers.Network.newNetwork();
  private final List<GenericContainer<?>> started = new ArrayList<>();

  /**
   * A Milvus that runs.
   *
   * @param settings what a client must know beside the URI, by the names of {@code MilvusSettings}
   */
  record Milvus(MilvusContainer container, boolean tls, Map<String, String> settings)
      implements AutoCloseable {

    String uri() {
      String endpoint = container.getEndpoint();
      return tls ? endpoint.replace("http://", "https://") : endpoint;
    }

    @Override
    public void close() {
      container.stop();
    }
  }

  /** Whether both images can be started without pulling one. */
  static boolean areHere() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return false;
    }
    try {
      DockerClientFactory.instance().client().inspectImageCmd(MILVUS_IMAGE).exec();
      DockerClientFactory.instance().client().inspectImageCmd(TOXIPROXY_IMAGE).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static String image(String property, String otherwise) {
    String image = System.getProperty(property, "");
    return image.isBlank() ? otherwise : image;
  }

  Milvus startMilvus() {
    MilvusContainer container = milvus();
    start(container);
    return new Milvus(container, false, Map.of());
  }

  Milvus startMilvusWithTls() throws Exception {
    Certificate certificate = Certificate.create(List.of("dns:localhost", "ip:127.0.0.1"));
    MilvusContainer container =
        milvus()
            .withEnv("COMMON_SECURITY_AUTHORIZATIONENABLED", "true")
            .withEnv("COMMON_SECURITY_TLSMODE", "1")
            .withEnv("TLS_SERVERPEMPATH", IN_CONTAINER + "server.pem")
            .withEnv("TLS_SERVERKEYPATH", IN_CONTAINER + "server.key")
            .withCopyToContainer(Transferable.of(certificate.pem()), IN_CONTAINER + "server.pem")
            .withCopyToContainer(
                Transferable.of(certificate.keyPem()), IN_CONTAINER + "server.key");
    start(container);
    Path trusted = Files.createTempFile("benchmarks", ".pem");
    trusted.toFile().deleteOnExit();
    Files.writeString(trusted, certificate.pem());
    return new Milvus(
        container,
        true,
        Map.of("MILVUS_CERTIFICATE", trusted.toString(), "MILVUS_TOKEN", "root:Milvus"));
  }

  private MilvusContainer milvus() {
    MilvusContainer container =
        new MilvusContainer(
            DockerImageName.parse(MILVUS_IMAGE).asCompatibleSubstituteFor("milvusdb/milvus"));
    return container
        .withEnv("DEPLOY_MODE", "STANDALONE") // without it, 2.6 may refuse to start
        .withNetwork(network)
        .withNetworkAliases("milvus");
  }

  Toxiproxy startToxiproxy() {
    ToxiproxyContainer container =
        new ToxiproxyContainer(
                DockerImageName.parse(TOXIPROXY_IMAGE)
                    .asCompatibleSubstituteFor("ghcr.io/shopify/toxiproxy"))
            .withNetwork(network);
    start(container);
    return new Toxiproxy(container);
  }

  private void start(GenericContainer<?> container) {
    if (publishesHere()) {
      onLoopbackOnly(container);
    }
    started.add(container);
    container.start();
  }

  private static boolean publishesHere() {
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    return host.equals("localhost") || host.equals("127.0.0.1");
  }

  /** Testcontainers would publish on every address of the machine. */
  private static void onLoopbackOnly(GenericContainer<?> container) {
    container.withCreateContainerCmdModifier(
        command ->
            command
                .getHostConfig()
                .withPortBindings(
                    container.getExposedPorts().stream()
                        .map(port -> new PortBinding(loopback(), ExposedPort.tcp(port)))
                        .toList()));
  }

  private static Binding loopback() {
    return Binding.bindIp("127.0.0.1");
  }

  @Override
  public void close() {
    started.forEach(GenericContainer::stop);
    network.close();
  }
}
