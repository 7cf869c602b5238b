package orderbakery.component.form;

import java.util.Optional;

/** true or false. */
public record Flag() implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    return json.value() instanceof Boolean flag
        ? Optional.of(flag)
        : json.refuse("must be true or false");
  }
}
