package orderbakery.edge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a body (RFC 9110 section 14).
 *
 * @param from the first byte, counted from 0
 * @param length how many; 0 when the body has none of those that are asked for
 */
public record ByteRange(long from, long length) {
  private static final Pattern ONE =
      Pattern.compile("bytes=[ \\t]*(\\d{0,15})-(\\d{0,15})[ \\t]*", Pattern.CASE_INSENSITIVE);

  /**
   * What the header {@code Range} asks for; empty for the whole body: without the header, for
   * several ranges at once, and for what is none.
   *
   * @param size of the body
   */
  public static Optional<ByteRange> of(String header, long size) {
    Matcher range = ONE.matcher(header == null ? "" : header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(range.group(2)));
      return Optional.of(new ByteRange(size - last, last));
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (to < from) {
      return Optional.empty();
    }
    return Optional.of(
        from < size ? new ByteRange(from, Math.min(to, size - 1) - from + 1) : new ByteRange(0, 0));
  }

  /** The header {@code Content-Range}. */
  public String header(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
