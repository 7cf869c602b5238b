package orderbakery.component.form;

import java.util.List;
import orderbakery.component.FieldError;

/** Reads one value by one rule. */
final class Readings {

  private Readings() {}

  /** The normal form of a value that the rule takes. */
  static Object read(Rule rule, Object value) {
    Json json = Json.document(value);
    return rule.read(json).orElseThrow(() -> new AssertionError(json.errors()));
  }

  /** What the rule says against a value. */
  static List<String> faults(Rule rule, Object value) {
    Json json = Json.document(value);
    if (rule.read(json).isPresent() != json.errors().isEmpty()) {
      throw new AssertionError("Neither taken nor refused: " + value);
    }
    return json.errors().stream().map(FieldError::detail).toList();
  }
}
