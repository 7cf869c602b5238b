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

  /** From the form that documents hold: {@code 12.50}. */
  static Money of(String decimal) {
    return new Money(new BigDecimal(decimal));
  }

  Money times(int quantity) {
    return new Money(amount.multiply(BigDecimal.valueOf(quantity)));
  }

  /** Half up, to the decimals of the currency. */
  Money roundedTo(Currency currency) {
    return new Money(amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP));
  }

  Money plus(Money other) {
    return new Money(amount.add(other.amount));
  }

  /** The form that documents hold, never with an exponent. */
  @Override
  public String toString() {
    return amount.toPlainString();
  }
}
