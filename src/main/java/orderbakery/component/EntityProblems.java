package orderbakery.component;

import orderbakery.component.form.Reading;

/**
 * The refusals that every component has, with the types of contract.md section 1.
 *
 * @param component such as {@code order}
 */
public record EntityProblems(String component) {

  private static final String VOWELS = "aeiou";

  /** What a client sent breaks rules; a few of many errors are listed. */
  public Problem invalid(Reading reading) {
    String values = reading.found() == 1 ? "1 value breaks" : reading.found() + " values break";
    String listed =
        reading.found() > reading.errors().size()
            ? "; the first " + reading.errors().size() + " are listed"
            : "";
    return new Problem(
        "invalid-" + component,
        "The " + component + " is not valid",
        422,
        values + " the rules of " + article() + " " + component + listed + ".",
        reading.errors());
  }

  /** Nothing has the id. */
  public Problem unknown() {
    return new Problem(
        "unknown-" + component,
        "There is no such " + component,
        404,
        "No " + component + " has this id.");
  }

  /** What has the id is gone. */
  public Problem deleted() {
    return new Problem(
        component + "-deleted",
        "The " + component + " was deleted",
        410,
        "The " + component + " is DELETED; its history stays.");
  }

  private String article() {
    return VOWELS.indexOf(component.charAt(0)) < 0 ? "a" : "an";
  }
}
