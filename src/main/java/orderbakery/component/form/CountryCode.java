package orderbakery.component.form;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An ISO 3166-1 code of two letters. */
public record CountryCode() implements Rule {

  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  @Override
  public Optional<Object> read(Json json) {
    return json.value() instanceof String code && CODES.contains(code)
        ? Optional.of(code)
        : json.refuse("must be the ISO 3166-1 code of a country, such as GB");
  }
}
