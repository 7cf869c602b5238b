package orderbakery.component.form;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money from 0: a JSON number, or a string in plain decimal notation. The decimals of
 * a string count as written; those of a number by value, as 12.50 and 12.5 are one number in JSON.
 *
 * @param minDecimals the normal form, a string, is padded with zeros to so many
 * @param maxDecimals more are refused, never rounded
 */
public record Amount(long max, int minDecimals, int maxDecimals) implements Rule {

  private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
  private static final int MAX_LENGTH = 32;

  @Override
  public Optional<Object> read(Json json) {
    BigDecimal amount = decimal(json.value()).filter(this::isInRange).orElse(null);
    if (amount == null) {
      return json.refuse(
          "must be 0 to " + max + ", a number or a string in plain decimal notation");
    }
    if (amount.scale() > maxDecimals) {
      return json.refuse("must not have more than " + maxDecimals + " decimals");
    }
    return Optional.of(amount.setScale(Math.max(amount.scale(), minDecimals)).toPlainString());
  }

  private static Optional<BigDecimal> decimal(Object value) {
    return value instanceof String text
        ? Optional.of(text)
            .filter(plain -> plain.length() <= MAX_LENGTH && PLAIN.matcher(plain).matches())
            .map(BigDecimal::new)
        : Decimals.of(value);
  }

  private boolean isInRange(BigDecimal amount) {
    return amount.signum() >= 0 && amount.compareTo(BigDecimal.valueOf(max)) <= 0;
  }
}
