package orderbakery.notice;

import java.io.IOException;
import java.util.Map;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.component.Fact;
import orderbakery.message.FactMessages;

/** Facts as clients may see them: with the public document in the place of the source's. */
public final class PublicFactReader {
  private final Components components;
  private final FactMessages messages = new FactMessages();

  public PublicFactReader(Components components) {
    this.components = components;
  }

  /**
   * Reads the message of a fact.
   *
   * @throws IOException when the bytes are no fact
   * @throws IllegalArgumentException when no component can show it
   */
  public Fact read(byte[] message) throws IOException {
    return shown(messages.read(message));
  }

  private Fact shown(Fact fact) {
    if (fact.isRejection()) {
      return fact;
    }
    String name = fact.type().substring(0, Math.max(0, fact.type().indexOf('.')));
    Component<?> component =
        components
            .named(name)
            .orElseThrow(
                () -> new IllegalArgumentException("No component tells of " + fact.type()));
    try {
      return fact.showing(document(component, fact));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Fact " + fact.id() + " holds no whole " + name, e);
    }
  }

  private static <S> Map<String, Object> document(Component<S> component, Fact fact) {
    return component.bake(fact.entityId(), fact.version(), component.fromDocument(fact.data()));
  }
}
