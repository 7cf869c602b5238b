package orderbakery.component.form;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money from 0: a JSON number, or a string in plain decimal notation. Both are judged
 * alike, by their value: zeros at the end count for nothing.
 *
 * @param minDecimals the normal form, a string, is padded with zeros to so many
 * @param maxDecimals more are refused, never rounded
 */
public record Amount(long max, int minDecimals, int maxDecimals) implements Rule {

  private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

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
    if (!(value instanceof String text)) {
      return Decimals.of(value);
    }
    return text.length() <= Decimals.MAX_DIGITS && PLAIN.matcher(text).matches()
        ? Decimals.of(new BigDecimal(text))
        : Optional.empty();
  }

  private boolean isInRange(BigDecimal amount) {
    return amount.signum() >= 0 && amount.compareTo(BigDecimal.valueOf(max)) <= 0;
  }
}
