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

  /** The form of the contract: {@code 3-17}. */
  @Override
  public String toString() {
    return partition + "-" + sequence;
  }
}
