package workbook.kit.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.PortBinding;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.milvus.MilvusContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** A real Milvus in a container. */
final class DockerMilvus implements KeptServer {

  /** On containers: the run that they are for, see {@link ServerFolder#label}. */
  static final String OWNER = "milvus-workbook.owner";

  /** What else there is; for the end of a message. */
  static final String OTHERS =
      "or pick another server: -Dmilvus=embedded, -Dmilvus=lite, -Dmilvus=http://host:19530.";

  private static final int ENGINE_SECONDS = 8;
  private static final int STARTUP_SECONDS = 120;

  private final ServerChoice choice;
  private final ServerFolder folder;
  private final Progress progress;
  private final DockerClient docker;

  /**
   * Connects to the engine.
   *
   * @throws ServerUnavailable if none answers
   */
  DockerMilvus(ServerChoice choice, ServerFolder folder, Progress progress) {
    this.choice = choice;
    this.folder = folder;
    this.progress = progress;
    this.docker = connect();
  }

  private DockerClient connect() {
    String named = System.getenv("DOCKER_HOST");
    ServerUnavailable none =
        new ServerUnavailable(
            "No Docker engine answers "
                + (named == null ? "at the usual sockets." : "at DOCKER_HOST=" + named + "."),
            "Start Docker, so that `docker info` works;\n" + OTHERS);
    progress.begin("Asking for a Docker engine", ENGINE_SECONDS, none);
    try {
      DockerClientFactory engines = DockerClientFactory.instance();
      DockerClient client = engines.client();
      URI found = engines.getTransportConfig().getDockerHost();
      if (named != null && !found.equals(URI.create(named))) {
        throw none; // Testcontainers has turned to another engine of this machine
      }
      return client;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw none;
    }
  }

  @Override
  public String start() throws InterruptedException {
    DockerImageName image = DockerImageName.parse(choice.image());
    new ImagePull(docker, ImageNameSubstitutor.instance().apply(image), progress).ensure();
    MilvusContainer container =
        new MilvusContainer(image.asCompatibleSubstituteFor("milvusdb/milvus"))
            .withEnv("DEPLOY_MODE", "STANDALONE") // without it, 2.6 may refuse to start
            .withLabel(OWNER, folder.label())
            .withStartupTimeout(Duration.ofSeconds(STARTUP_SECONDS))
            .withCreateContainerCmdModifier(this::publishPorts);
    progress.begin(
        "Starting a container of " + choice.image(),
        2 * STARTUP_SECONDS, // Testcontainers gives up before
        notHealthy("the engine has stopped to answer"));
    try {
      container.start();
      return container.getEndpoint();
    } catch (RuntimeException e) {
      String why = ServerUnavailable.reason(e);
      boolean taken = why.contains("already allocated") || why.contains("address already in use");
      throw taken ? choice.portTaken() : notHealthy(why);
    }
  }

  /** Testcontainers would publish on every address; this server has no password. */
  private void publishPorts(CreateContainerCmd command) {
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    String address = host.equals("localhost") || host.equals("127.0.0.1") ? "127.0.0.1:" : "";
    String port = choice.port() == 0 ? "" : choice.port() + ":";
    command
        .getHostConfig()
        .withPortBindings(
            PortBinding.parse(address + port + "19530"), PortBinding.parse(address + "9091"));
  }

  private ServerUnavailable notHealthy(String why) {
    return new ServerUnavailable(
        "The container of " + choice.image() + " did not become healthy: " + why,
        "What it printed is in "
            + folder.log()
            + "; try another image: -Dmilvus.image=…,\n"
            + OTHERS);
  }

  @Override
  public void remove(ServerFolder of) {
    for (Container found :
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(OWNER, of.label()))
            .exec()) {
      try {
        docker.removeContainerCmd(found.getId()).withForce(true).withRemoveVolumes(true).exec();
      } catch (NotFoundException | ConflictException e) {
        // Testcontainers, at the end of its JVM, or another keeper removes it at the same time.
      }
    }
  }
}
