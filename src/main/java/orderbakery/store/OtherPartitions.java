package orderbakery.store;

/**
 * The log was begun with another number of partitions than this process has: an order would change
 * its partition.
 */
public final class OtherPartitions extends RuntimeException {
  private static final long serialVersionUID = 1;

  OtherPartitions(int begun, int given) {
    super(
        "bakery.partitions is "
            + given
            + ", but the log in this database was begun with "
            + begun
            + ": start with bakery.partitions="
            + begun
            + ", or with another database");
  }
}
