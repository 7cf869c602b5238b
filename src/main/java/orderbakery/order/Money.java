package orderbakery.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount, in the currency of the order that it belongs to.
 *
 * @param amount its scale is the number of decimals that documents hold
 */
record Money(BigDecimal amount) {

  static final Money NONE = new Money(BigDecimal.ZERO);

  /** From the form that documents hold: {@code 12.50}. */
  static Money of(Object decimal) {
    return new Money(new BigDecimal((String) decimal));
  }

  /** The same, none when there is null. */
  static Money ofOptional(Object decimal) {
    return decimal == null ? NONE : of(decimal);
  }

  Money times(long quantity) {
    return new Money(amount.multiply(BigDecimal.valueOf(quantity)));
  }

  Money plus(Money other) {
    return new Money(amount.add(other.amount));
  }

  Money minus(Money other) {
    return new Money(amount.subtract(other.amount));
  }

  /** Half up, to the decimals of the currency. */
  Money roundedTo(Currency currency) {
    return new Money(amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP));
  }

  boolean isMoreThan(Money other) {
    return amount.compareTo(other.amount) > 0;
  }

  /** The form that documents hold, never with an exponent. */
  @Override
  public String toString() {
    return amount.toPlainString();
  }
}
