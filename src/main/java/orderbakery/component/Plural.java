package orderbakery.component;

/** A number with its noun, for people to read. */
public final class Plural {

  private Plural() {}

  /**
   * Such as {@code 1 letter} and {@code 2 letters}.
   *
   * @param noun in the singular, of which an s makes the plural
   */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
