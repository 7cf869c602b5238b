package orderbakery.component.form;

import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** An ISO 4217 code of a currency that has decimals; gold, test codes and the like have none. */
public record CurrencyCode() implements Rule {

  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  @Override
  public Optional<Object> read(Json json) {
    return currency(json.value()).isPresent()
        ? Optional.of(json.value())
        : json.refuse("must be the ISO 4217 code of a currency, such as EUR");
  }

  /** The currency of a code, empty when it is none. */
  public static Optional<Currency> currency(Object code) {
    if (!(code instanceof String text) || !CODE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Currency.getInstance(text))
          .filter(currency -> currency.getDefaultFractionDigits() >= 0);
    } catch (IllegalArgumentException unknownCode) {
      return Optional.empty();
    }
  }

  /**
   * Looks at the currency of entities that name none.
   *
   * @throws IllegalArgumentException when it has no decimals
   */
  public static void requireDecimals(Currency byDefault) {
    if (byDefault.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(
          "The default currency must have decimals, unlike " + byDefault);
    }
  }
}
