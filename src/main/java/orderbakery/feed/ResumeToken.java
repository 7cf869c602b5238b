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
 * bits a byte, low bits first). An earlier version left the component out, and had orders alone.
 *
 * <p>The 512 characters of the contract hold {@link Partitions#MOST} marks of 11 bytes. A number
 * beyond its bytes is written as the highest that fits: whoever resumes with a mark that is too low
 * hears of some changes again, and misses none.
 *
 * @param component whose feed it is of
 * @param epoch of the log that the marks belong to; with the component at most 40 URL-safe
 *     characters
 */
record ResumeToken(String component, String epoch, Marks marks) {
  /** Characters of a token. */
  static final int LONGEST = 512;

  private static final long HIGHEST_SEQUENCE = (1L << 42) - 1;
  private static final long HIGHEST_VERSION = (1L << 35) - 1;
  private static final int MOST_BITS = 62;
  private static final String COMPONENT_OF_TWO_PARTS = "order";

  /** Reads a token; empty if the text is none. */
  static Optional<ResumeToken> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length < 2 || parts.length > 3 || text.length() > LONGEST) {
      return Optional.empty();
    }
    String component = parts.length == 2 ? COMPONENT_OF_TWO_PARTS : parts[0];
    try {
      String marked = parts[parts.length - 1];
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(marked));
      List<Mark> marks = new ArrayList<>();
      while (bytes.hasRemaining()) {
        marks.add(new Mark(read(bytes), read(bytes)));
      }
      return Optional.of(new ResumeToken(component, parts[parts.length - 2], new Marks(marks)));
    } catch (IllegalArgumentException | BufferUnderflowException noToken) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    for (Mark mark : marks.byPartition()) {
      write(Math.min(mark.sequence(), HIGHEST_SEQUENCE), bytes);
      write(Math.min(mark.version(), HIGHEST_VERSION), bytes);
    }
    byte[] written = new byte[bytes.flip().remaining()];
    bytes.get(written);
    String marked = Base64.getUrlEncoder().withoutPadding().encodeToString(written);
    return String.join(".", component, epoch, marked);
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
