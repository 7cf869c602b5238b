package orderbakery.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The partitions of the log. An entity lives in one of them for ever.
 *
 * @param count P, from {@code bakery.partitions}
 */
public record Partitions(int count) {

  /** More would not fit into the resume token of a feed: contract.md section 2. */
  public static final int MOST = 32;

  public Partitions {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "A log has 1 to %s partitions, not %s".formatted(MOST, count));
    }
  }

  /** The partition of an entity: CRC-32 of its id in UTF-8, modulo P. */
  public int of(String entityId) {
    CRC32 crc = new CRC32();
    crc.update(entityId.getBytes(UTF_8));
    return (int) (crc.getValue() % count);
  }

  /** 0 to P-1. */
  public IntStream all() {
    return IntStream.range(0, count);
  }
}
