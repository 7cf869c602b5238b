package orderbakery.feed;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * What a client has seen: the sequence of each partition, as an opaque URL-safe text of at most 512
 * characters.
 *
 * @param epoch of the log that the sequences belong to
 * @param sequences one per partition, 0 for nothing
 */
record ResumeToken(String epoch, List<Long> sequences) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /**
   * The epoch, a dot, and the sequences as base64url of variable-length integers (7 bits a byte,
   * low bits first).
   */
  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(sequences.size() * 10);
    for (long sequence : sequences) {
      long rest = sequence;
      for (; rest >= 0x80; rest >>>= 7) {
        bytes.put((byte) ((rest & 0x7f) | 0x80));
      }
      bytes.put((byte) rest);
    }
    byte[] written = new byte[bytes.flip().remaining()];
    bytes.get(written);
    return epoch + "." + BASE64.encodeToString(written);
  }
}
