package orderbakery.component.form;

import java.util.Currency;
import java.util.Optional;

/**
 * The rules of amounts in a currency, which is unknown where a merge-patch does not name it: only
 * the merged document shows whether they hold.
 */
public record Amounts(Optional<Currency> currency) {

  private static final long MAX_PRICE = 1_000_000_000;
  private static final int MAX_DECIMALS_OF_A_PRICE = 12;

  /** What 500 lines of 1,000,000 pieces at the highest price come to. */
  private static final long MAX_SUM = 500_000_000_000_000_000L;

  /** No currency has more. */
  private static final int MOST_DECIMALS = 4;

  /** Of a whole document, whose field {@code currency} may be absent. */
  public static Amounts ofWhole(Object currencyCode, Currency byDefault) {
    return Blanks.isAbsent(currencyCode)
        ? new Amounts(Optional.of(byDefault))
        : new Amounts(CurrencyCode.currency(currencyCode));
  }

  /** Of a merge-patch. */
  public static Amounts ofPatch(Object currencyCode) {
    return new Amounts(CurrencyCode.currency(currencyCode));
  }

  /** The price of one piece, which may be finer than the currency. */
  public Rule price() {
    return new Amount(MAX_PRICE, decimals().orElse(0), MAX_DECIMALS_OF_A_PRICE);
  }

  /** Any other amount. */
  public Rule sum() {
    return new Amount(MAX_SUM, decimals().orElse(0), decimals().orElse(MOST_DECIMALS));
  }

  private Optional<Integer> decimals() {
    return currency.map(Currency::getDefaultFractionDigits);
  }
}
