package orderbakery.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import orderbakery.outage.Outage;

/**
 * Bytes on their way into a temporary file: counted and digested while they pass, never all in
 * memory. Closing it deletes the file, unless a store has moved it away.
 */
public final class ArrivingFile implements AutoCloseable {
  private final Path path;
  private final Runnable whenGone;
  private final Outage outage;
  private final FileChannel file;
  private final MessageDigest digest = sha256();
  private long size;
  private boolean isGone;

  /**
   * @param whenGone once the file is closed
   * @param outage of the disk that it is on
   */
  ArrivingFile(Path path, Runnable whenGone, Outage outage) throws IOException {
    this.path = path;
    this.whenGone = whenGone;
    this.outage = outage;
    this.file = FileChannel.open(path, StandardOpenOption.WRITE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * More bytes.
   *
   * @throws FileStoreAway when they cannot be written
   */
  public void write(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    size += length;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException e) {
      throw away(e);
    }
  }

  /** How many bytes have come so far. */
  public long size() {
    return size;
  }

  /** All of it has come; returns when it is on disk. */
  public ArrivedFile arrived() {
    try {
      file.force(true);
      file.close();
    } catch (IOException e) {
      throw away(e);
    }
    outage.worked();
    return new ArrivedFile(path, size, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() {
    if (isGone) {
      return;
    }
    isGone = true;
    whenGone.run();
    try {
      file.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw away(e);
    }
  }

  private FileStoreAway away(IOException cause) {
    outage.failed(cause.toString());
    return new FileStoreAway("The temporary file " + path + " cannot be used", cause);
  }
}
