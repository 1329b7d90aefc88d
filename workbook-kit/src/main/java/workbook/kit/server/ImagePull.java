package workbook.kit.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.utility.DockerImageName;

/**
 * Makes sure that an image is there, and tells how far its pull is. Testcontainers would pull too,
 * but in silence, and try again for two minutes when that fails.
 */
final class ImagePull {

  private static final int SILENCE_SECONDS = 8;

  private final DockerClient docker;
  private final DockerImageName image;
  private final Progress progress;

  ImagePull(DockerClient docker, DockerImageName image, Progress progress) {
    this.docker = docker;
    this.image = image;
    this.progress = progress;
  }

  /**
   * Pulls the image if it is absent.
   *
   * @throws ServerUnavailable if it cannot be had
   */
  void ensure() throws InterruptedException {
    if (isHere()) {
      return;
    }
    progress.begin("Pulling " + image, SILENCE_SECONDS, missing("the pull makes no progress"));
    try {
      docker
          .pullImageCmd(image.getUnversionedPart())
          .withTag(image.getVersionPart())
          .exec(new Telling())
          .awaitCompletion();
    } catch (DockerException | DockerClientException e) {
      throw missing(ServerUnavailable.reason(e));
    }
  }

  private boolean isHere() {
    try {
      docker.inspectImageCmd(image.asCanonicalNameString()).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private ServerUnavailable missing(String why) {
    return new ServerUnavailable(
        "The image " + image + " is not on this machine and cannot be pulled: " + why + ".",
        "Name one that is there (`docker images`) with -Dmilvus.image=…, build one with .ci/images,\n"
            + DockerMilvus.OTHERS);
  }

  /** Tells of progress, and only of progress: an engine that tries again and again makes none. */
  private final class Telling extends PullImageResultCallback {
    private final Map<String, Long> done = new HashMap<>();

    @Override
    public void onNext(PullResponseItem item) {
      super.onNext(item);
      ProgressDetail detail = item.getProgressDetail();
      if (detail == null || detail.getCurrent() == null) {
        return;
      }
      Long before = done.put(item.getStatus() + item.getId(), detail.getCurrent());
      if (!detail.getCurrent().equals(before)) {
        progress.advance(bytesIn("Downloading") / 1_000_000 + " MB of " + image + " are here");
      }
    }

    private long bytesIn(String status) {
      return done.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(status))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }
}
