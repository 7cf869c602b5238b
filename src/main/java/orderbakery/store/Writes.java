package orderbakery.store;

import java.util.Collection;

/** Asks of writes what a route wants to know. */
public final class Writes {

  /**
   * Whether there is anything to write: the driver refuses an empty bulk. A method of a bean, since
   * an expression like {@code documents.size} makes Camel hash every document.
   */
  public boolean any(Collection<?> documents) {
    return !documents.isEmpty();
  }
}
