package orderbakery.config;

import java.util.List;
import java.util.stream.Stream;
import orderbakery.component.Components;

/**
 * What a process may do: a stage of one component, or a service for all of them.
 *
 * @param roleName as {@code bakery.roles} has it
 * @param entryRoute id of the route that must run in a process with this role
 */
record Role(String roleName, String entryRoute) {
  static final Role EVENTS_WRITER = new Role("events-writer", "write-events");
  static final Role RELATED_CHANGES = new Role("related-changes", "follow-related-changes");
  static final Role NOTIFIER = new Role("notifier", "note-what-is-owed");

  static Role api(String component) {
    return new Role(Components.plural(component) + "-api", "submit-" + component + "-command");
  }

  static Role eventsManager(String component) {
    return new Role(
        Components.plural(component) + "-events-manager", "execute-" + component + "-events");
  }

  static Role baker(String component) {
    String plural = Components.plural(component);
    return new Role(plural + "-baker", "bake-" + plural);
  }

  static Role events(String component) {
    return new Role(component + "-events", "deliver-" + component + "-frames");
  }

  /** Every role that there is with these components. */
  static List<Role> of(List<String> components) {
    return Stream.concat(
            Stream.of(EVENTS_WRITER, RELATED_CHANGES, NOTIFIER),
            components.stream()
                .flatMap(it -> Stream.of(api(it), eventsManager(it), baker(it), events(it))))
        .toList();
  }
}
