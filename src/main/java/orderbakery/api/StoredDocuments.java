package orderbakery.api;

import java.util.Map;
import java.util.Optional;

/** What the API reads in the store; null where one document is asked for and there is none. */
public interface StoredDocuments {

  /** The event of a command, without what the client sent. */
  Map<String, Object> event(String commandId);

  /** How a command has ended, if that is known. */
  default Optional<Ending> end(String commandId) {
    Map<String, Object> event = event(commandId);
    return event == null
        ? Optional.empty()
        : Ending.of(
            event, presentation((String) event.get("serviceName"), (String) event.get("entityId")));
  }

  /** The events of a page; none where the entity does not belong to the owner of the page. */
  Iterable<? extends Map<String, Object>> events(HistoryPage page);

  /**
   * An entity as clients see it.
   *
   * @param owner whom it must belong to, or null for anybody
   */
  Map<String, Object> entity(String component, String id, String owner);

  /** An entity as clients see it, and its {@code owner}. */
  Map<String, Object> presentation(String component, String id);

  /**
   * Which version of an entity is presented, since when: {@code feed.bakedAt}, and its {@code
   * owner}.
   */
  Map<String, Object> version(String component, String id);

  /** The entities of a page as clients see them, and at least one more if there are more. */
  Iterable<? extends Map<String, Object>> entities(Page page);
}
