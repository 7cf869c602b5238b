package orderbakery.component.form;

import java.util.Optional;
import orderbakery.component.Ids;

/** The id of an entity. */
public record Id() implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    Optional<Object> id =
        json.value() instanceof String text
            ? Ids.read(text).map(Object.class::cast)
            : Optional.empty();
    return id.isPresent() ? id : json.refuse("must be a UUID");
  }
}
