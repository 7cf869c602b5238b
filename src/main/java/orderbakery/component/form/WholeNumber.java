package orderbakery.component.form;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A JSON number without a fraction. As in JSON Schema the value counts and not the writing: 2.0 and
 * 2e0 are 2.
 */
public record WholeNumber(long min, long max) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    Optional<BigDecimal> whole =
        Decimals.of(json.value()).filter(this::isInRange).filter(number -> number.scale() <= 0);
    return whole.isPresent()
        ? whole.map(BigDecimal::longValueExact)
        : json.refuse("must be an integer from " + min + " to " + max);
  }

  private boolean isInRange(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
  }
}
