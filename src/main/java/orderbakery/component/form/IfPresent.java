package orderbakery.component.form;

import java.util.Map;
import java.util.Optional;

/** An object that is read by one rule if it has a member, and by another if not. */
public record IfPresent(String member, Rule then, Rule otherwise) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    boolean isPresent =
        json.value() instanceof Map<?, ?> members && !Blanks.isAbsent(members.get(member));
    return (isPresent ? then : otherwise).read(json);
  }
}
