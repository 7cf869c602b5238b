package orderbakery.config;

/** A setting that the process cannot start with; the message names its key. */
final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidSettings(String message) {
    super(message);
  }

  /**
   * Requires that a setting is within its bounds.
   *
   * @param otherwise the message when it is not
   */
  static void require(boolean met, String otherwise) {
    if (!met) {
      throw new InvalidSettings(otherwise);
    }
  }
}
