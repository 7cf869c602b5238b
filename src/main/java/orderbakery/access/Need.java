package orderbakery.access;

import java.util.function.Predicate;
import orderbakery.component.Caller;

/**
 * What a request needs.
 *
 * @param token whether it needs one
 * @param scope that a client is told to ask for; empty when any token will do
 * @param met whether the caller has what it takes
 */
record Need(boolean token, String scope, Predicate<Caller> met) {

  /** Anybody may. */
  static final Need NOTHING = new Need(false, "", any -> true);

  /** Whoever is known may. */
  static final Need TOKEN = new Need(true, "", any -> true);

  /** Whoever has this scope, or one that comprises it. */
  static Need scope(String scope, Predicate<Caller> met) {
    return new Need(true, scope, met);
  }
}
