package workbook.kit.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.milvus.MilvusContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** A real Milvus in a container. */
final class DockerMilvus implements KeptServer {

  /** On containers: the run that they are for. */
  static final String OWNER = "milvus-workbook.owner";

  /** On containers: the machine on which {@link #OWNER} is a process. */
  static final String MACHINE = "milvus-workbook.machine";

  private static final Duration STARTUP = Duration.ofMinutes(2);
  private static final List<Integer> PORTS = List.of(19530, 9091);

  /** What else there is; for the end of a message. */
  static final String OTHERS =
      "or pick another server: -Dmilvus=embedded, -Dmilvus=lite, -Dmilvus=http://host:19530.";

  private final ServerChoice choice;
  private final RunFolder folder;
  private final Reporter reporter;
  private volatile MilvusContainer container;

  DockerMilvus(ServerChoice choice, RunFolder folder, Reporter reporter) {
    this.choice = choice;
    this.folder = folder;
    this.reporter = reporter;
  }

  @Override
  public String start() throws Exception {
    DockerClient docker = engine();
    removeForsaken(docker);
    DockerImageName image = DockerImageName.parse(choice.image());
    new ImagePull(docker, ImageNameSubstitutor.instance().apply(image), reporter).ensure();
    container = container(image.asCompatibleSubstituteFor("milvusdb/milvus"));
    reporter.progress("Starting a container of " + choice.image() + " …");
    long start = System.nanoTime();
    Heartbeat.during(this::startContainer, reporter, "… it is not healthy yet");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    reporter.progress(String.format("Milvus is ready after %.1f s.", took.toMillis() / 1000.0));
    return container.getEndpoint();
  }

  private Void startContainer() {
    try {
      container.start();
      return null;
    } catch (RuntimeException e) {
      throw notStarted(e);
    }
  }

  private DockerClient engine() {
    String named = System.getenv("DOCKER_HOST");
    ServerUnavailable none =
        new ServerUnavailable(
            "No Docker engine answers "
                + (named == null ? "at the usual sockets." : "at DOCKER_HOST=" + named + "."),
            "Start Docker, so that `docker info` works;\n" + OTHERS);
    reporter.ifSilent(none);
    try {
      if (named != null) {
        DockerHost.checkNamedEngine(named);
      }
      return DockerClientFactory.instance().client();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw none;
    }
  }

  /** Removes containers of runs of this machine that have ended without removing them. */
  private void removeForsaken(DockerClient docker) throws IOException {
    for (Container found :
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(MACHINE, folder.machine()))
            .exec()) {
      if (ProcessId.parse(found.getLabels().get(OWNER)).filter(ProcessId::isAlive).isEmpty()) {
        docker.removeContainerCmd(found.getId()).withForce(true).withRemoveVolumes(true).exec();
      }
    }
  }

  private MilvusContainer container(DockerImageName image) throws IOException {
    if (choice.port() != 0 && publishesHere()) {
      Ports.pick(choice.port());
    }
    return new MilvusContainer(image)
        .withEnv("DEPLOY_MODE", "STANDALONE") // without it, 2.6 may refuse to start
        .withLabel(OWNER, folder.owner().toString())
        .withLabel(MACHINE, folder.machine())
        .withStartupTimeout(STARTUP)
        .withCreateContainerCmdModifier(this::publishPorts);
  }

  /** Testcontainers would publish on every address; this server has no password. */
  private void publishPorts(CreateContainerCmd command) {
    String address = publishesHere() ? "127.0.0.1" : "";
    List<PortBinding> bindings =
        PORTS.stream()
            .map(port -> new PortBinding(binding(address, port), ExposedPort.tcp(port)))
            .toList();
    command.getHostConfig().withPortBindings(bindings);
  }

  private Binding binding(String address, int port) {
    boolean fixed = port == PORTS.get(0) && choice.port() != 0;
    return new Binding(address, fixed ? Integer.toString(choice.port()) : "");
  }

  private static boolean publishesHere() {
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    return host.equals("localhost") || host.equals("127.0.0.1");
  }

  private ServerUnavailable notStarted(RuntimeException e) {
    String why = Causes.root(e);
    if (why.contains("already allocated") || why.contains("address already in use")) {
      return Ports.taken(choice.port());
    }
    return new ServerUnavailable(
        "The container of " + choice.image() + " did not become healthy: " + why,
        "What it printed is in "
            + folder.logOf(choice)
            + "; try another image: -Dmilvus.image=…,\n"
            + OTHERS);
  }

  @Override
  public void close() {
    MilvusContainer started = container;
    if (started != null) {
      try {
        started.stop();
      } catch (DockerException e) {
        throw new IllegalStateException("the container could not be removed", e);
      }
    }
  }
}
