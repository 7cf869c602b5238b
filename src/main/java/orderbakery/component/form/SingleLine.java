package orderbakery.component.form;

import java.util.Optional;

/** A {@link Text} without control characters, such as a SKU. */
public record SingleLine(int max) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    return json.value() instanceof String text
            && text.codePoints().anyMatch(Character::isISOControl)
        ? json.refuse("must not contain control characters")
        : new Text(max).read(json);
  }
}
