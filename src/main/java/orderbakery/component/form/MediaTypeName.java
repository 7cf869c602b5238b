package orderbakery.component.form;

import java.util.Optional;
import java.util.regex.Pattern;

/** A media type with any parameters, by the grammar of RFC 9110. */
public record MediaTypeName(int max) implements Rule {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "T/T(?:[ \\t]*;[ \\t]*T=(?:T|\"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*\"))*+"
              .replace("T", TOKEN));

  @Override
  public Optional<Object> read(Json json) {
    return json.value() instanceof String text
            && text.length() <= max
            && MEDIA_TYPE.matcher(text).matches()
        ? Optional.of(text)
        : json.refuse("must be a media type of at most " + max + " characters");
  }
}
