package orderbakery.config;

import java.time.Instant;

/**
 * Something that may be wrong, which no server and no stage complains of.
 *
 * @param key names it for as long as it lasts
 * @param isSo whether it is wrong now
 * @param what a sentence, without its end
 * @param since when it has been so; null when nobody knows but whoever looks
 * @param where to look at
 */
record Trouble(String key, boolean isSo, String what, Instant since, String where) {

  /** One of which nobody knows when it has begun. */
  static Trouble of(String key, boolean isSo, String what, String where) {
    return new Trouble(key, isSo, what, null, where);
  }
}
