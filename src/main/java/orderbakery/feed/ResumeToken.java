package orderbakery.feed;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import orderbakery.log.Partitions;

/**
 * What a client has seen, as an opaque URL-safe text: the component, the epoch and, behind dots,
 * base64url of a sequence and a version for each partition, all of them variable-length integers (7
 * bits a byte, low bits first). Where a partition is begun, its number, sequence and version follow
 * behind another dot. An earlier version left the component out, and had orders alone.
 *
 * <p>The 512 characters of the contract hold {@link Partitions#MOST} marks of 10 bytes and the one
 * that is begun. A number beyond its bytes is written as the highest that fits: whoever resumes
 * with a mark that is too low hears of some changes again, and misses none.
 *
 * @param component whose feed it is of
 * @param epoch of the log that the place belongs to; with the component at most 40 URL-safe
 *     characters
 */
record ResumeToken(String component, String epoch, Place place) {
  /** Characters of a token. */
  static final int LONGEST = 512;

  private static final long HIGHEST_SEQUENCE = (1L << 42) - 1;
  private static final long HIGHEST_VERSION = (1L << 28) - 1;
  private static final int MOST_BITS = 62;
  private static final String COMPONENT_OF_TWO_PARTS = "order";
  private static final int MOST_PARTS = 4;

  /** Reads a token; empty if the text is none. */
  static Optional<ResumeToken> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length < 2 || parts.length > MOST_PARTS || text.length() > LONGEST) {
      return Optional.empty();
    }
    String component = parts.length == 2 ? COMPONENT_OF_TWO_PARTS : parts[0];
    int epoch = parts.length == 2 ? 0 : 1;
    try {
      Marks marks = marks(parts[epoch + 1]);
      Place.Begun begun = parts.length == MOST_PARTS ? begun(parts[MOST_PARTS - 1]) : null;
      return Optional.of(new ResumeToken(component, parts[epoch], new Place(marks, begun)));
    } catch (IllegalArgumentException | BufferUnderflowException noToken) {
      return Optional.empty();
    }
  }

  private static Marks marks(String part) {
    ByteBuffer bytes = decoded(part);
    List<Mark> marks = new ArrayList<>();
    while (bytes.hasRemaining()) {
      marks.add(mark(bytes));
    }
    return new Marks(marks);
  }

  private static Place.Begun begun(String part) {
    ByteBuffer bytes = decoded(part);
    long partition = read(bytes);
    Mark upTo = mark(bytes);
    if (partition >= Partitions.MOST || bytes.hasRemaining()) {
      throw new IllegalArgumentException("no partition that is begun");
    }
    return new Place.Begun((int) partition, upTo);
  }

  private static ByteBuffer decoded(String part) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(part));
  }

  private static Mark mark(ByteBuffer bytes) {
    return new Mark(read(bytes), read(bytes));
  }

  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    place.marks().byPartition().forEach(mark -> write(mark, bytes));
    String all = String.join(".", component, epoch, encoded(bytes));
    Place.Begun begun = place.begun();
    if (begun == null) {
      return all;
    }
    bytes.clear();
    write(begun.partition(), bytes);
    write(begun.upTo(), bytes);
    return all + "." + encoded(bytes);
  }

  private static String encoded(ByteBuffer bytes) {
    byte[] written = new byte[bytes.flip().remaining()];
    bytes.get(written);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
  }

  private static void write(Mark mark, ByteBuffer bytes) {
    write(Math.min(mark.sequence(), HIGHEST_SEQUENCE), bytes);
    write(Math.min(mark.version(), HIGHEST_VERSION), bytes);
  }

  private static void write(long number, ByteBuffer bytes) {
    long rest = number;
    for (; rest >= 0x80; rest >>>= 7) {
      bytes.put((byte) ((rest & 0x7f) | 0x80));
    }
    bytes.put((byte) rest);
  }

  private static long read(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift <= MOST_BITS; shift += 7) {
      byte next = bytes.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number of too many bytes");
  }
}
