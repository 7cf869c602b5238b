package orderbakery.component.form;

import java.util.List;
import orderbakery.component.FieldError;

/** Reads one value by one rule. */
final class Readings {

  private Readings() {}

  /** The normal form of a value that the rule takes. */
  static Object read(Rule rule, Object value) {
    Json json = Json.document(value);
    return rule.read(json).orElseThrow(() -> new AssertionError(json.faults().listed()));
  }

  /** What the rule says against a value. */
  static List<String> faults(Rule rule, Object value) {
    Json json = Json.document(value);
    if (rule.read(json).isPresent() != json.faults().listed().isEmpty()) {
      throw new AssertionError("Neither taken nor refused: " + value);
    }
    return details(json);
  }

  /** What the rule says against a value and all that is in it. */
  static List<String> faultsWithin(Rule rule, Object value) {
    Json json = Json.document(value);
    rule.read(json);
    return details(json);
  }

  private static List<String> details(Json json) {
    return json.faults().listed().stream().map(FieldError::detail).toList();
  }
}
