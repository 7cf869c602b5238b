package orderbakery.component.form;

import static orderbakery.component.form.Readings.faults;
import static orderbakery.component.form.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SKUs, addresses, codes and ids. */
class WordsTest {

  private static final SingleLine SKU = new SingleLine(64);
  private static final CountryCode COUNTRY = new CountryCode();
  private static final Id ID = new Id();
  private static final EmailAddress EMAIL = new EmailAddress();
  private static final CurrencyCode CURRENCY = new CurrencyCode();

  @ParameterizedTest
  @ValueSource(
      strings = {"BEANS-1", "a", "1.2_3-4", "A/B 12", "Größe M", "№ 7 + 8", "咖啡豆", "#1030-A"})
  void takesAnySkuThatCanBePrinted(String sku) {
    assertThat(read(SKU, sku)).isEqualTo(sku);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n", "\ta", "a\u0000", "a\u0085b", "\u007F"})
  void refusesControlCharactersInASku(String sku) {
    assertThat(faults(SKU, sku)).containsExactly("must not contain control characters");
  }

  @Test
  void takesASkuOfUpTo64Characters() {
    assertThat(faults(SKU, "🥐".repeat(64))).isEmpty();
    assertThat(faults(SKU, "s".repeat(65))).containsExactly("must have 1 to 64 characters");
    assertThat(faults(SKU, "")).hasSize(1);
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

  @ParameterizedTest
  @ValueSource(strings = {"GB", "NL", "DE", "US", "JP", "TW", "PS"})
  void takesACountry(String code) {
    assertThat(faults(COUNTRY, code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gb", "UK", "EU", "XX", "GBR", "826", "", "Germany"})
  void refusesWhatIsNoCountry(String code) {
    assertThat(faults(COUNTRY, code))
        .containsExactly("must be the ISO 3166-1 code of a country, such as GB");
  }

  @Test
  void knowsAllCountries() {
    assertThat(Locale.getISOCountries()).hasSizeBetween(249, 250);
  }

  @Test
  void takesAnIdInEitherCaseAndKeepsItInLowerCase() {
    assertThat(read(ID, "0193A5B0-0000-7000-8000-00000000000F"))
        .isEqualTo("0193a5b0-0000-7000-8000-00000000000f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0193a5b0",
        "0193a5b0-0000-7000-8000-00000000000g",
        "0193a5b0000070008000000000000001",
        "{0193a5b0-0000-7000-8000-000000000001}"
      })
  void refusesWhatIsNoId(String id) {
    assertThat(faults(ID, id)).containsExactly("must be a UUID");
  }
}
