package orderbakery.component.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An array of so many values. The values of a longer one are not looked at, which bounds the
 * errors.
 */
public record ListOf(int min, int max, Rule element) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    if (!(json.value() instanceof List<?> values) || values.size() < min || values.size() > max) {
      return json.refuse("must be an array of " + min + " to " + max + " values");
    }
    List<Object> normalForm = new ArrayList<>(values.size());
    for (int index = 0; index < values.size(); index++) {
      element.read(json.child(index, values.get(index))).ifPresent(normalForm::add);
    }
    return Optional.of(normalForm);
  }
}
