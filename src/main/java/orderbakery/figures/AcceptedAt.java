package orderbakery.figures;

import java.time.LocalDate;

/**
 * When the command behind a document was accepted: its {@code updatedAt}, read without parsing what
 * stands before it.
 */
public final class AcceptedAt {
  /** What no document has. */
  public static final long UNKNOWN = -1;

  /** In a text the quotes would be escaped, and what a client may name so stands before it. */
  private static final String FIELD = "\"updatedAt\":\"";

  private static final int LENGTH = "2026-11-24T15:43:57.561Z".length();

  private AcceptedAt() {}

  /** In milliseconds since 1970, or {@link #UNKNOWN}, as for a deletion or a refusal. */
  public static long in(String frame) {
    int field = frame.lastIndexOf(FIELD);
    return field < 0 ? UNKNOWN : read(frame, field + FIELD.length());
  }

  /** The same of the bytes of a frame. */
  public static long in(byte[] frame) {
    CharSequence text = new Ascii(frame);
    for (int field = frame.length - FIELD.length() - LENGTH; field >= 0; field--) {
      if (isField(text, field)) {
        return read(text, field + FIELD.length());
      }
    }
    return UNKNOWN;
  }

  private static boolean isField(CharSequence text, int at) {
    int same = 0;
    while (same < FIELD.length() && text.charAt(at + same) == FIELD.charAt(same)) {
      same++;
    }
    return same == FIELD.length();
  }

  /** The same of the value itself, which need not be there. */
  public static long of(Object updatedAt) {
    return updatedAt instanceof String text ? read(text, 0) : UNKNOWN;
  }

  /** As {@code Times.text} writes it. */
  private static long read(CharSequence text, int at) {
    if (text.length() < at + LENGTH || text.charAt(at + LENGTH - 1) != 'Z') {
      return UNKNOWN;
    }
    try {
      LocalDate day =
          LocalDate.of(number(text, at, 4), number(text, at + 5, 2), number(text, at + 8, 2));
      long minutes = 60L * number(text, at + 11, 2) + number(text, at + 14, 2);
      long seconds = 86_400 * day.toEpochDay() + 60 * minutes + number(text, at + 17, 2);
      return 1000 * seconds + number(text, at + 20, 3);
    } catch (RuntimeException e) {
      return UNKNOWN; // some other time, by whoever writes into the rooms besides us
    }
  }

  private static int number(CharSequence text, int at, int digits) {
    return Integer.parseInt(text, at, at + digits, 10);
  }

  /** Bytes as they are read where only ASCII is looked for. */
  @SuppressWarnings("ArrayRecordComponent") // is not compared
  private record Ascii(byte[] bytes) implements CharSequence {
    @Override
    public int length() {
      return bytes.length;
    }

    @Override
    public char charAt(int index) {
      return (char) (bytes[index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException("nobody asks for a part");
    }
  }
}
