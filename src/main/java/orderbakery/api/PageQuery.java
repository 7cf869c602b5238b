package orderbakery.api;

import orderbakery.edge.Problems;
import orderbakery.edge.Query;
import orderbakery.edge.RefusedRequest;

/** What a client asks of a page. */
final class PageQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;

  private final Query query;

  PageQuery(Query query) {
    this.query = query;
  }

  /**
   * How many entries a page may have: the parameter {@code limit}, 1 to 200, 50 by default.
   *
   * @throws RefusedRequest 400 when it is something else
   */
  int limit() {
    String given = query.one("limit");
    if (given == null) {
      return DEFAULT_LIMIT;
    }
    int limit = given.matches("\\d{1,3}") ? Integer.parseInt(given) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw wrong("limit must be an integer from 1 to " + HIGHEST_LIMIT);
    }
    return limit;
  }

  /** Where the page before this one has ended, as it was sent; null for the first page. */
  String after() {
    return query.one("after");
  }

  /** The status that entries must have; null for any. */
  String status() {
    return query.one("status");
  }

  /**
   * A text that entities must have in this field; null for any.
   *
   * @throws RefusedRequest 400 when it is empty
   */
  Page.Sought sought(String field) {
    String given = query.one(field);
    if (given != null && given.isBlank()) {
      throw wrong(field + " must not be empty");
    }
    return given == null ? null : new Page.Sought(field, given);
  }

  static RefusedRequest wrong(String detail) {
    return new RefusedRequest(Problems.malformed("The query parameter " + detail + "."));
  }

  static RefusedRequest wrongCursor() {
    return wrong("after must be a cursor from a Link header");
  }
}
