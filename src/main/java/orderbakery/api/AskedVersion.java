package orderbakery.api;

import java.time.Instant;
import orderbakery.component.form.DateTime;
import orderbakery.edge.Query;
import orderbakery.edge.RefusedRequest;

/**
 * Which version of an entity a client asks for: the newest, unless the query says otherwise.
 *
 * @param version the parameter {@code version}, or null
 * @param at the parameter {@code at}: the version that was the newest then; or null
 */
record AskedVersion(Long version, Instant at) {

  /**
   * What the query asks for.
   *
   * @throws RefusedRequest 400 that names the parameter that is wrong
   */
  static AskedVersion of(Query query) {
    String version = query.one("version");
    String at = query.one("at");
    if (version != null && at != null) {
      throw PageQuery.wrong("version cannot be given together with at");
    }
    return new AskedVersion(version == null ? null : number(version), at == null ? null : time(at));
  }

  /** Whether whatever is the newest is meant. */
  boolean isNewest() {
    return version == null && at == null;
  }

  private static Long number(String given) {
    if (!given.matches("[1-9]\\d{0,17}")) {
      throw PageQuery.wrong("version must be an integer from 1");
    }
    return Long.valueOf(given);
  }

  private static Instant time(String given) {
    return DateTime.parse(given)
        .orElseThrow(
            () -> PageQuery.wrong("at must be an RFC 3339 time, such as 2026-11-23T10:15:00Z"));
  }
}
