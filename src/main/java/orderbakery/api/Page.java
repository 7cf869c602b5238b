package orderbakery.api;

/**
 * A page of a listing, newest first.
 *
 * @param component whose entities it shows
 * @param owner whom they must belong to, or null for anybody
 * @param limit entities at most, 1 to 200
 * @param sought the value that they must have in a field, or null for any
 * @param status the status they must have, or null for any
 * @param after where the page before this one ended, or null for the first page
 */
public record Page(
    String component, String owner, int limit, Sought sought, String status, Cursor after) {

  /**
   * A value in a field.
   *
   * @param field of the public document
   */
  public record Sought(String field, String value) {}

  /** How many to read: one more than the page holds tells whether there is a next one. */
  public int readLimit() {
    return limit + 1;
  }
}
