package orderbakery.component.form;

import java.util.Optional;

/** What a JSON value must be. */
@FunctionalInterface
public interface Rule {

  /**
   * The normal form of the value: JSON-safe, and sound by this rule when it is read again.
   *
   * @return empty when the value breaks the rule, which {@code json} has noted
   */
  Optional<Object> read(Json json);

  /** The same for a value that stands in a merge-patch (RFC 7396), where objects are partial. */
  default Optional<Object> patch(Json json) {
    return read(json);
  }
}
