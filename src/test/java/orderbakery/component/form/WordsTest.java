package orderbakery.component.form;

import static orderbakery.component.form.Readings.faults;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SKUs, addresses and currency codes. */
class WordsTest {

  private static final Word SKU = new Word(1, 64);
  private static final EmailAddress EMAIL = new EmailAddress();
  private static final CurrencyCode CURRENCY = new CurrencyCode();

  @ParameterizedTest
  @ValueSource(strings = {"BEANS-1", "a", "1.2_3-4"})
  void takesASku(String sku) {
    assertThat(faults(SKU, sku)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "a\n"})
  void refusesWhatIsNoSku(String sku) {
    assertThat(faults(SKU, sku))
        .containsExactly("must be 1 to 64 of letters, digits, '.', '_', '-'");
  }

  @Test
  void takesASkuOfUpTo64Characters() {
    assertThat(faults(SKU, "s".repeat(64))).isEmpty();
    assertThat(faults(SKU, "s".repeat(65))).hasSize(1);
    assertThat(faults(SKU, 7)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada@example.com", "a@b", "o'hara+news@sub.example.org", "käthe@bäckerei.de"})
  void takesAnAddress(String email) {
    assertThat(faults(EMAIL, email)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        " a@b",
        "a@b\n",
        "a@b\r\nBcc: c",
        "a\u0000@b",
        "a\u00A0@b",
        "a@b,c",
        "x;a@b",
        "Ada <a@b>",
        "\uD83E@b"
      })
  void refusesWhatIsNoAddress(String email) {
    assertThat(faults(EMAIL, email))
        .containsExactly("must be an e-mail address of at most 254 characters");
  }

  @Test
  void takesAnAddressOfUpTo254Characters() {
    assertThat(faults(EMAIL, "a".repeat(252) + "@b")).isEmpty();
    assertThat(faults(EMAIL, "a".repeat(253) + "@b")).hasSize(1);
    assertThat(faults(EMAIL, 7)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "USD", "JPY", "KWD", "CLF"})
  void takesACurrency(String code) {
    assertThat(faults(CURRENCY, code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eur", "EURO", "QQQ", "XXX", "XAU", "EUR ", "€"})
  void refusesWhatIsNoCurrencyWithDecimals(String code) {
    assertThat(faults(CURRENCY, code))
        .containsExactly("must be the ISO 4217 code of a currency, such as EUR");
  }
}
