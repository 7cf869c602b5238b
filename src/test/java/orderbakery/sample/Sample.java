package orderbakery.sample;

import java.time.Instant;
import java.util.Map;
import orderbakery.component.Times;

/**
 * A title, written once.
 *
 * @param createdAt when it was accepted
 */
record Sample(String title, Instant createdAt) {

  static Sample of(Map<String, Object> document) {
    return new Sample(
        (String) document.get("title"), Instant.parse((String) document.get("createdAt")));
  }

  Map<String, Object> toDocument() {
    String created = Times.text(createdAt);
    return Map.of("title", title, "status", "WRITTEN", "createdAt", created, "updatedAt", created);
  }
}
