package workbook.pool.benchmarks.stage;

import java.io.IOException;
import workbook.kit.server.MilvusServer;

/** Finds the server that {@code -Dmilvus=} or {@code MILVUS} names. */
public final class Stages {

  private Stages() {}

  /**
   * The server that was named; if none was, a container if its image is here, otherwise the
   * embedded server.
   *
   * @throws workbook.kit.server.ServerUnavailable if what was named cannot be had
   */
  public static Stage open() throws IOException {
    String named = System.getProperty("milvus", "");
    return switch (named.isBlank() ? System.getenv().getOrDefault("MILVUS", "") : named) {
      case "docker" -> new DockerStage();
      case "embedded" -> new EmbeddedStage();
      case "" -> whatIsHere();
      default -> new UriStage(MilvusServer.resolve());
    };
  }

  private static Stage whatIsHere() throws IOException {
    if (Containers.areHere()) {
      return new DockerStage();
    }
    System.out.printf(
        "No Docker engine here has the images %s and %s: this run calls the embedded server.%n"
            + "For a real Milvus: -Dmilvus=docker (pulls them), or -Dmilvus.image=… -Dtoxiproxy.image=…%n",
        Containers.MILVUS_IMAGE, Containers.TOXIPROXY_IMAGE);
    return new EmbeddedStage();
  }
}
