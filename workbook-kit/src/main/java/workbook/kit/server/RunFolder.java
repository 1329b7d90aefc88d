package workbook.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the JVMs of one Maven run leave word for each other: a folder per run, under one folder per
 * user in {@code java.io.tmpdir}.
 */
final class RunFolder {

  private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

  private final Path root;
  private final ProcessId owner;
  private final Path folder;

  private RunFolder(Path root, ProcessId owner) {
    this.root = root;
    this.owner = owner;
    this.folder = root.resolve(owner.toString());
  }

  /**
   * The folder of the run that {@code owner} stands for, made if it is not there.
   *
   * @throws ServerUnavailable if it cannot be made
   */
  static RunFolder of(ProcessId owner) {
    return in(Path.of(System.getProperty("java.io.tmpdir")), owner);
  }

  static RunFolder in(Path temporary, ProcessId owner) {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    Path root = temporary.resolve("milvus-workbook-" + user);
    RunFolder run = new RunFolder(root, owner);
    try {
      createPrivate(root);
      Files.createDirectories(run.folder);
      return run;
    } catch (IOException e) {
      throw new ServerUnavailable(
          "The folder " + run.folder + " cannot be made: " + e.getMessage(),
          "Make it writable, or name another place: -Djava.io.tmpdir=…");
    }
  }

  private static void createPrivate(Path root) throws IOException {
    Files.createDirectories(root);
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }

  ProcessId owner() {
    return owner;
  }

  /** Where all of this is; what {@code java.io.tmpdir} must be for a process that shares it. */
  Path temporary() {
    return root.getParent();
  }

  Path logOf(ServerChoice choice) {
    return folder.resolve(choice.key() + ".log");
  }

  /** A folder for the server's own data; goes with the run. */
  Path dataOf(ServerChoice choice) {
    return folder.resolve(choice.key() + ".data");
  }

  /** Runs the work while no other thread or process of this run does the same for this server. */
  <T> T alone(ServerChoice choice, Supplier<T> work) {
    IN_THIS_JVM.lock();
    try (FileChannel channel = openLock(choice)) {
      channel.lock(); // until the channel is closed
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IN_THIS_JVM.unlock();
    }
  }

  private FileChannel openLock(ServerChoice choice) throws IOException {
    return FileChannel.open(
        folder.resolve(choice.key() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  /**
   * What is known about a server that runs.
   *
   * @param keeper the process that ends it
   * @param uri where it is
   * @param process the server's own process; {@code null} if it is a container
   */
  record Kept(ProcessId keeper, String uri, ProcessId process) {}

  /** The server of this run, if its keeper lives. */
  Optional<Kept> kept(ServerChoice choice) {
    return read(fileOf(choice)).filter(kept -> kept.keeper().isAlive());
  }

  /** Leaves word of a server, in one step: a reader finds all of it or nothing. */
  void publish(ServerChoice choice, Kept kept) throws IOException {
    Path draft = Files.createTempFile(folder, choice.key(), ".draft");
    Files.write(
        draft, List.of(kept.keeper().toString(), kept.uri(), String.valueOf(kept.process())));
    Files.move(draft, fileOf(choice), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes the word back. */
  void withdraw(ServerChoice choice) throws IOException {
    Files.deleteIfExists(fileOf(choice));
  }

  private Path fileOf(ServerChoice choice) {
    return folder.resolve(choice.key() + ".server");
  }

  private static Optional<Kept> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return ProcessId.parse(lines.get(0))
          .map(
              keeper -> new Kept(keeper, lines.get(1), ProcessId.parse(lines.get(2)).orElse(null)));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** What tells this machine's processes from those of another one that uses the same engine. */
  String machine() throws IOException {
    Path file = root.resolve("machine");
    Path draft = Files.createTempFile(root, "machine", ".draft");
    Files.writeString(draft, UUID.randomUUID().toString());
    try {
      Files.createLink(file, draft); // in one step, and never over another one's
    } catch (FileAlreadyExistsException expected) {
      // Made by an earlier run.
    } finally {
      Files.delete(draft);
    }
    return Files.readString(file);
  }

  /** Removes what runs have left whose keeper could not: it was killed, or had failed. */
  void sweep() throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(root)) {
      others = all.filter(RunFolder::isOfEndedRun).toList();
    }
    for (Path ended : others) {
      try (Stream<Path> files = Files.list(ended)) {
        files
            .filter(file -> file.toString().endsWith(".server"))
            .flatMap(file -> read(file).stream())
            .filter(kept -> kept.process() != null)
            .forEach(kept -> kept.process().destroy());
      }
      delete(ended);
    }
  }

  private static boolean isOfEndedRun(Path folder) {
    return ProcessId.parse(folder.getFileName().toString()).filter(id -> !id.isAlive()).isPresent();
  }

  /** Removes the folder of this run. */
  void delete() throws IOException {
    delete(folder);
  }

  private static void delete(Path top) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(top)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return; // another one deletes it just now
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
