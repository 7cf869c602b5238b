package orderbakery.embedded;

import java.nio.file.Path;

/** A process that tries to open a broker, says how that went, and ends when main does. */
final class OpensBroker {
  private OpensBroker() {}

  public static void main(String[] arguments) {
    try (EmbeddedBroker broker =
        EmbeddedBroker.open(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      System.out.println("opened on port " + broker.port());
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
