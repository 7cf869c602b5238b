package orderbakery.operate;

/**
 * Who intervenes, and why. The log keeps both, and the history of the order shows the reason.
 *
 * @param by 1 to 600 characters
 * @param reason 1 to 500 characters
 */
public record Justification(String by, String reason) {
  private static final int LONGEST_NAME = 600;
  private static final int LONGEST_REASON = 500;

  /**
   * @throws IllegalArgumentException that names what is missing or too long
   */
  public Justification {
    require("by", by, LONGEST_NAME);
    require("reason", reason, LONGEST_REASON);
  }

  private static void require(String name, String value, int longest) {
    if (value == null || value.isBlank() || value.length() > longest) {
      throw new IllegalArgumentException(
          "'%s' must have 1 to %s characters".formatted(name, longest));
    }
  }
}
