package workbook.pool.benchmarks.stage;

import java.io.IOException;

/** Finds the server that {@code -Dmilvus=} or {@code MILVUS} names. */
public final class Stages {

  private Stages() {}

  /** The stage to use. */
  public static Stage open() throws IOException {
    String milvus = System.getProperty("milvus", "");
    return milvus.startsWith("http") ? new UriStage(milvus) : new DockerStage();
  }
}
