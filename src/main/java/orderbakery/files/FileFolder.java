package orderbakery.files;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import orderbakery.component.Ids;

/** The store that is a folder: {@code <folder>/order/<entity>/<file>}. */
public final class FileFolder {
  /** Where files go before they are deleted. No component has this name. */
  private static final String SWEPT = ".swept";

  private final Path folder;

  /** A store in a folder, which need not be there yet. */
  public FileFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Returns when a file that was moved here is here after a loss of power, too.
   *
   * @param moved its path
   */
  public void settle(String moved) {
    try {
      Path parent = Path.of(moved).toAbsolutePath().normalize().getParent();
      for (; parent.startsWith(folder); parent = parent.getParent()) {
        try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
          directory.force(true);
        }
      }
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Opens a file where its bytes are asked for.
   *
   * @throws MissingFile when it is not there
   */
  public FetchedFile fetch(FileToFetch asked) {
    try {
      FileChannel file = FileChannel.open(path(asked.key()), StandardOpenOption.READ);
      file.position(asked.from());
      return new FetchedFile(new FirstBytes(Channels.newInputStream(file), asked.length()));
    } catch (NoSuchFileException e) {
      if (Files.isDirectory(folder)) {
        throw new MissingFile(asked.key());
      }
      throw away(e);
    } catch (IOException e) {
      throw away(e);
    }
  }

  /** A page of what is here. Little more than a page is held at a time, however much there is. */
  public FilePage list(FileQuery asked) {
    try {
      FileKey last = asked.after();
      List<String> entities =
          entities(asked.component(), last == null ? "" : last.entityId(), asked.most() + 1);
      List<KeptFile> old = new ArrayList<>();
      int looked = 0;
      for (String entity : entities) {
        for (FileKey key : keys(asked.component(), entity)) {
          if (last != null && key.compareTo(last) <= 0) {
            continue;
          }
          if (looked == asked.most()) {
            return new FilePage(old, last);
          }
          looked++;
          last = key;
          kept(key).filter(it -> it.keptAt().isBefore(asked.keptBefore())).ifPresent(old::add);
        }
      }
      boolean isEnd = entities.size() <= asked.most();
      return new FilePage(
          old, isEnd ? null : FileKey.lastOf(asked.component(), entities.get(asked.most())));
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Deletes a file, and the folder of its entity with the last one. One that was kept anew after it
   * was listed stays: a repeat of its command has brought it.
   */
  public void delete(KeptFile judged) {
    Path file = path(judged.key());
    try {
      if (isAsListed(file, judged)) {
        Path aside = aside(judged.key());
        OwnFolder.make(aside.getParent());
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        if (!isAsListed(aside, judged)) {
          Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE); // it came in between
          return;
        }
        Files.delete(aside);
      }
      Files.deleteIfExists(file.getParent());
    } catch (DirectoryNotEmptyException | NoSuchFileException others) {
      return; // they stay, or another sweep was here
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Puts back what a process that died while it deleted has left aside: it is listed and judged
   * again, and a file that a document names is there. One that was kept anew in its place stays.
   */
  public void putBack() {
    try {
      List<FileKey> left =
          names(
              folder.resolve(SWEPT),
              names -> names.flatMap(it -> FileKey.read(it.replace('.', '/')).stream()).toList(),
              List.of());
      for (FileKey key : left) {
        moveBack(key);
      }
    } catch (IOException e) {
      throw away(e);
    }
  }

  private void moveBack(FileKey key) throws IOException {
    Path file = path(key);
    OwnFolder.make(file.getParent());
    try {
      Files.move(aside(key), file);
    } catch (FileAlreadyExistsException anew) {
      Files.deleteIfExists(aside(key));
    } catch (NoSuchFileException gone) {
      return; // its deletion goes on after all, or another sweep was here
    }
  }

  private static boolean isAsListed(Path file, KeptFile judged) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).toInstant().equals(judged.keptAt());
  }

  /** The first entities from this one on. */
  private List<String> entities(String component, String from, int most) throws IOException {
    return names(
        folder.resolve(component),
        names -> {
          PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
          names
              .filter(name -> name.compareTo(from) >= 0)
              .filter(name -> Ids.read(name).isPresent())
              .forEach(
                  name -> {
                    first.add(name);
                    if (first.size() > most) {
                      first.remove();
                    }
                  });
          return first.stream().sorted().toList();
        },
        List.of());
  }

  private SortedSet<FileKey> keys(String component, String entity) throws IOException {
    String prefix = component + "/" + entity + "/";
    return names(
        folder.resolve(component).resolve(entity),
        names ->
            names
                .flatMap(name -> FileKey.read(prefix + name).stream())
                .collect(toCollection(TreeSet::new)),
        new TreeSet<>());
  }

  /**
   * What is made of the names in a folder.
   *
   * @param none where there is no such folder
   */
  private static <R> R names(Path folder, Function<Stream<String>, R> use, R none)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return use.apply(files.map(it -> it.getFileName().toString()));
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return none;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Empty when it was deleted meanwhile. */
  private Optional<KeptFile> kept(FileKey key) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path(key), BasicFileAttributes.class);
      return Optional.of(new KeptFile(key, file.size(), file.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** Where a file goes before it is deleted: its name there tells where it was. */
  Path aside(FileKey key) {
    return folder.resolve(SWEPT).resolve(key.toString().replace('/', '.'));
  }

  private Path path(FileKey key) {
    return folder.resolve(key.component()).resolve(key.entityId()).resolve(key.fileId());
  }

  private FileStoreAway away(IOException cause) {
    return new FileStoreAway("The folder of files " + folder + " cannot be used", cause);
  }
}
