package workbook.kit.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.utility.DockerImageName;

/**
 * Makes sure that an image is there, and tells how far its pull is. Testcontainers would pull too,
 * but in silence, and try again for two minutes when that fails.
 */
final class ImagePull {

  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final DockerClient docker;
  private final DockerImageName image;
  private final Reporter reporter;

  ImagePull(DockerClient docker, DockerImageName image, Reporter reporter) {
    this.docker = docker;
    this.image = image;
    this.reporter = reporter;
  }

  /**
   * Pulls the image if it is absent.
   *
   * @throws ServerUnavailable if it cannot be had
   */
  void ensure() {
    if (isHere()) {
      return;
    }
    reporter.progress("The image " + image + " is not on this machine; pulling it …");
    reporter.ifSilent(missing("the pull makes no progress"));
    try {
      docker
          .pullImageCmd(image.getUnversionedPart())
          .withTag(image.getVersionPart())
          .exec(new Progress())
          .awaitCompletion();
    } catch (DockerException e) {
      throw missing(Causes.root(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw missing("interrupted");
    }
    if (!isHere()) {
      throw missing("the pull ended without it");
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
  private final class Progress extends ResultCallback.Adapter<PullResponseItem> {
    private final Map<String, Long> done = new HashMap<>();
    private long told = System.nanoTime();
    private boolean news;

    @Override
    public void onNext(PullResponseItem item) {
      if (item.getErrorDetail() != null) {
        onError(new DockerException(item.getErrorDetail().getMessage(), 0));
        return;
      }
      ProgressDetail detail = item.getProgressDetail();
      if (item.getId() != null && detail != null && detail.getCurrent() != null) {
        Long before = done.put(item.getStatus() + item.getId(), detail.getCurrent());
        news |= !detail.getCurrent().equals(before);
      }
      if (news && System.nanoTime() - told > TELL_NANOS) {
        tell();
      }
    }

    private void tell() {
      long bytes =
          done.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("Downloading"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      reporter.progress("… " + bytes / 1_000_000 + " MB of " + image + " are here");
      told = System.nanoTime();
      news = false;
    }
  }
}
