package orderbakery.api;

/**
 * A page of the history of one entity, oldest first.
 *
 * @param component whose history alone it shows: the id of another component has none here
 * @param owner whom it must belong to, or null for anybody: to an owner it shows nothing that
 *     others were refused
 * @param named the only principal that it names, or null for all
 * @param limit events at most, 1 to 200
 * @param after the sequence at which the page before this one ended, 0 for the first page
 */
public record HistoryPage(
    String component, String entityId, String owner, String named, int limit, long after) {

  /** The first event of the same history. */
  HistoryPage first() {
    return new HistoryPage(component, entityId, owner, named, 1, 0);
  }

  /** How many to read: one more than the page holds tells whether there is a next one. */
  public int readLimit() {
    return limit + 1;
  }
}
