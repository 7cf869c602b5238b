package orderbakery.operate.letters;

import orderbakery.broker.Letter;

/**
 * Which letters of a queue are meant: those that meet all that is given, all when nothing is.
 *
 * @param id of a letter, or null
 * @param exception the class of the exception that parked it, or null
 * @param contains a part of the reason why it was parked, or null
 */
public record LetterSelection(String id, String exception, String contains) {
  /** Every letter. */
  public static final LetterSelection ALL = new LetterSelection(null, null, null);

  /** The letter, or the equal letters, with this id. */
  public static LetterSelection of(String id) {
    return new LetterSelection(id, null, null);
  }

  /** Whether nothing is given, so that every letter of a queue is meant. */
  boolean isAll() {
    return equals(ALL);
  }

  boolean meets(Letter letter) {
    return (id == null || id.equals(letter.id()))
        && (exception == null || exception.equals(letter.exception()))
        && (contains == null || String.valueOf(letter.reason()).contains(contains));
  }
}
