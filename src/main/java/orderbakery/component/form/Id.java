package orderbakery.component.form;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of an entity, a UUID: read in either case, kept in lower case. */
public record Id() implements Rule {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<Object> read(Json json) {
    return json.value() instanceof String id && UUID.matcher(id).matches()
        ? Optional.of(id.toLowerCase(Locale.ROOT))
        : json.refuse("must be a UUID");
  }
}
