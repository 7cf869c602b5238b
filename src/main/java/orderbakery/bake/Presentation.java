package orderbakery.bake;

import java.util.Map;
import orderbakery.component.Component;
import orderbakery.component.Fact;
import orderbakery.log.Position;

/**
 * An entity as clients may see it.
 *
 * @param fact that made this version
 * @param document the public document, ready to send
 */
public record Presentation(Fact fact, boolean deleted, Map<String, Object> document) {

  /**
   * Bakes a fact.
   *
   * @throws RuntimeException when it holds no whole entity
   */
  public static <S> Presentation of(Component<S> component, Fact fact) {
    S state = component.fromDocument(fact.data());
    return new Presentation(
        fact, component.isDeleted(state), component.bake(fact.entityId(), fact.version(), state));
  }

  public String id() {
    return fact.entityId();
  }

  /** Which version, told where. */
  public Shown shown() {
    return new Shown(fact.version(), fact.position().sequence());
  }

  /** The version of the entity, from 1. */
  public long version() {
    return fact.version();
  }

  /** Of the event that made this version. */
  public Position position() {
    return fact.position();
  }
}
