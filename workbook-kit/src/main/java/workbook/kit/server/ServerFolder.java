package workbook.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import workbook.kit.files.Disk;

/**
 * Where a server's keeper and the JVMs of its Maven run leave word for each other. Each server of
 * each run has a folder, under one folder per user in {@code java.io.tmpdir}.
 *
 * <p>Who holds the lock {@link #KEEPER} keeps the server; the system releases it when that process
 * ends, also when it is killed. The folder's name begins with the number of the run's process. A
 * number can come back as another process's: no harm is done, because only the lock tells that
 * there is a server, and a stranger's life only puts off the removal of what was left.
 */
final class ServerFolder {

  /** The lock of the server's keeper. */
  static final String KEEPER = "keeper.lock";

  /** The lock of the JVM that looks for the server, or has its keeper started. */
  static final String SEEKER = "seeker.lock";

  private final Path folder;
  private final Path uri;
  private final Path failure;

  /** A folder that is there. */
  ServerFolder(Path folder) {
    this.folder = folder;
    this.uri = folder.resolve("uri");
    this.failure = folder.resolve("failure");
  }

  /**
   * The folder of a run's server, made if it is not there.
   *
   * @throws ServerUnavailable if it cannot be made
   */
  static ServerFolder of(Path temporary, ProcessHandle run, ServerChoice choice) {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    Path root = temporary.resolve("milvus-workbook-" + user);
    Path folder = root.resolve(choice.kind().key()).resolve(run.pid() + "-" + choice.key());
    try {
      createPrivate(root);
      return new ServerFolder(Files.createDirectories(folder));
    } catch (IOException e) {
      throw new ServerUnavailable(
          "The folder " + folder + " cannot be made: " + e.getMessage(),
          "Make it writable, or name another place: -Djava.io.tmpdir=…");
    }
  }

  private static void createPrivate(Path root) throws IOException {
    Files.createDirectories(root);
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The process that the server is for, if it still runs. */
  Optional<ProcessHandle> run() {
    return ProcessHandle.of(Long.parseLong(pid())).filter(MavenRun::isAlive);
  }

  private String pid() {
    return folder.getFileName().toString().replaceFirst("-.*", "");
  }

  /** What marks this server's container: no other has it, on this machine or another. */
  String label() {
    Path file = folder.resolve("label");
    if (!Files.exists(file)) {
      Disk.write(file, pid() + "-" + UUID.randomUUID());
    }
    return Disk.read(file);
  }

  /** For what the keeper does not tell the user. */
  Path log() {
    return folder.resolve("keeper.log");
  }

  /** For the server's own data. */
  Path data() {
    return folder.resolve("data");
  }

  /** Opens a file to lock. */
  FileChannel open(String lock) throws IOException {
    return FileChannel.open(
        folder.resolve(lock), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private boolean isKept() {
    try (FileChannel channel = open(KEEPER)) {
      return channel.tryLock() == null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's URI, if there is a server and its keeper lives. */
  Optional<String> uri() {
    return Optional.of(Disk.read(uri)).filter(text -> !text.isEmpty() && isKept());
  }

  /** Makes the server known. For its keeper. */
  void publish(String address) {
    Disk.write(uri, address);
  }

  /** Takes the word back. For the server's keeper. */
  void withdraw() {
    Disk.delete(uri);
  }

  /** Why there is no server. */
  ServerUnavailable failure() {
    return new ServerUnavailable(Disk.read(failure));
  }

  /** Says why there is no server, or why it would be if nothing more is said. */
  void fail(ServerUnavailable why) {
    Disk.write(failure, why.getMessage());
  }

  /** The folders of servers of this kind whose run has ended and whose keeper was killed. */
  List<ServerFolder> forsaken() {
    return Disk.children(folder.getParent()).stream()
        .map(ServerFolder::new)
        .filter(other -> other.run().isEmpty() && !other.isKept())
        .toList();
  }

  /** Removes the folder. */
  void delete() {
    delete(folder);
  }

  private static void delete(Path path) {
    Disk.children(path).forEach(ServerFolder::delete);
    Disk.delete(path);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
