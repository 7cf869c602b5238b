package orderbakery.config;

/** A setting that the process cannot start with; the message names its key. */
final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidSettings(String message) {
    super(message);
  }
}
