package orderbakery.component.form;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** JSON numbers as exact decimals, whatever type the parser gave them. */
final class Decimals {

  /** As many as JSON may have; arithmetic on a number that fills a whole body would take long. */
  static final int MAX_DIGITS = 100;

  private static final int MAX_BITS = BigInteger.TEN.pow(MAX_DIGITS).bitLength();

  private Decimals() {}

  /**
   * The number without the zeros at its end: 2.0 and 2 are the same number. Its scale may be huge
   * either way, so compare it before anything that would write out its digits.
   *
   * @return empty for what is not a finite number of at most {@link #MAX_DIGITS} digits
   */
  static Optional<BigDecimal> of(Object value) {
    return value instanceof Number number
        ? exact(number)
            .filter(decimal -> decimal.unscaledValue().bitLength() <= MAX_BITS)
            .map(Decimals::withoutZeros)
        : Optional.empty();
  }

  /**
   * At the end of the exponents there is none left for zeros; nothing takes numbers of that size.
   */
  private static BigDecimal withoutZeros(BigDecimal decimal) {
    return decimal.scale() < Integer.MIN_VALUE + 2 * MAX_DIGITS && decimal.signum() != 0
        ? decimal
        : decimal.stripTrailingZeros();
  }

  private static Optional<BigDecimal> exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return Optional.of(decimal);
    }
    if (number instanceof BigInteger integer) {
      return Optional.of(new BigDecimal(integer));
    }
    if (number instanceof Integer || number instanceof Long) {
      return Optional.of(BigDecimal.valueOf(number.longValue()));
    }
    if (number instanceof Double real && Double.isFinite(real)) {
      return Optional.of(BigDecimal.valueOf(real));
    }
    return Optional.empty();
  }
}
