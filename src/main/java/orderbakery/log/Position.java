package orderbakery.log;

/**
 * Where an event stands in the log.
 *
 * @param partition 0 to P-1
 * @param sequence 1, 2, 3 … without a hole within its partition
 */
public record Position(int partition, long sequence) {

  public Position {
    if (partition < 0 || sequence < 1) {
      throw new IllegalArgumentException(
          "No position: partition " + partition + ", sequence " + sequence);
    }
  }

  /**
   * Reads the form of the contract.
   *
   * @throws IllegalArgumentException when the text is not of that form
   */
  public static Position parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1) {
      throw new IllegalArgumentException("No position: " + text);
    }
    return new Position(
        Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  /** The form of the contract: {@code 3-17}. */
  @Override
  public String toString() {
    return partition + "-" + sequence;
  }
}
