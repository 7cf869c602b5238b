package orderbakery.component.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What else a client keeps with an entity: strings under names of its own. */
public record Metadata() implements Rule {

  private static final int MAX_KEYS = 50;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Text VALUE = new Text(500);

  @Override
  public Optional<Object> read(Json json) {
    return entries(json, false);
  }

  @Override
  public Optional<Object> patch(Json json) {
    return entries(json, true);
  }

  private static Optional<Object> entries(Json json, boolean isPatch) {
    if (!(json.value() instanceof Map<?, ?> members)) {
      return json.refuse("must be an object");
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Object key : members.keySet()) {
      String name = (String) key;
      if (!KEY.matcher(name).matches()) {
        json.refuseMember(name, "must have a key of 1 to 40 letters, digits, '_', '.', '-'");
      } else if (isPatch) {
        Field.optional(name, VALUE).patch(json, members, kept);
      } else {
        Field.optional(name, VALUE).read(json, members, kept);
      }
    }
    return kept.values().stream().filter(Objects::nonNull).count() > MAX_KEYS
        ? json.refuse("must have at most " + MAX_KEYS + " keys")
        : Optional.of(kept);
  }
}
