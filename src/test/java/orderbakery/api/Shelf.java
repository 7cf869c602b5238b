package orderbakery.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Caller;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Query;
import orderbakery.log.EventStatus;

/** Documents in memory, and how often they were asked for. */
final class Shelf implements StoredDocuments {
  static final String ORDER = "0193a5b0-0000-7000-8000-000000000001";
  static final String COMMAND = "0193a5b0-0000-7000-8000-000000000002";
  static final Caller ADA = new Caller("ada", Set.of("orders:read", "orders:write"));
  static final Caller BOB = new Caller("bob", Set.of("orders:read", "orders:write"));
  static final Caller SUPPORT =
      new Caller("support", Set.of("orders:read:all", "orders:write:all"));

  final Map<String, Map<String, Object>> events = new HashMap<>();
  final Map<String, Map<String, Object>> presentations = new HashMap<>();
  Iterable<? extends Map<String, Object>> found = List.of();
  Page page;
  HistoryPage historyPage;
  int reads;

  /** An order of an owner, or of nobody. */
  void present(String owner, String status) {
    Map<String, Object> document = new HashMap<>();
    document.put("id", ORDER);
    document.put("version", 3L);
    document.put("status", status);
    document.put("feed", Map.of());
    if (owner != null) {
      document.put("owner", owner);
    }
    presentations.put(ORDER, document);
  }

  /** The event of a command on the order. */
  void log(String principal, EventStatus status, Map<String, Object> more) {
    Map<String, Object> event = new HashMap<>(more);
    event.put("_id", COMMAND);
    event.put("serviceName", "order");
    event.put("operation", "update");
    event.put("entityId", ORDER);
    event.put("principal", principal);
    event.put("status", status.name());
    event.put("partition", 3);
    event.put("sequence", 17L);
    events.put(COMMAND, event);
  }

  static HttpRequest get(Caller caller, String id) {
    return request(caller, "GET", id);
  }

  static HttpRequest request(Caller caller, String method, String id) {
    return request(caller, method, id, null);
  }

  static HttpRequest request(Caller caller, String method, String id, String query) {
    return new HttpRequest(
        caller,
        method,
        "/order/" + id,
        Map.of("id", id),
        Map.of("Content-Type", List.of("application/json")),
        Query.of(query),
        new byte[0]);
  }

  @Override
  public Map<String, Object> event(String commandId) {
    reads++;
    return events.get(commandId);
  }

  @Override
  public Iterable<? extends Map<String, Object>> events(HistoryPage asked) {
    historyPage = asked;
    List<Map<String, Object>> behind = new ArrayList<>();
    for (Map<String, Object> event : found) {
      if (!(event.get("sequence") instanceof Long sequence) || sequence > asked.after()) {
        behind.add(event);
      }
    }
    return behind;
  }

  @Override
  public Map<String, Object> entity(String component, String id, String owner) {
    reads++;
    Map<String, Object> document = presentations.get(id);
    return document == null || (owner != null && !owner.equals(document.get("owner")))
        ? null
        : document;
  }

  @Override
  public Map<String, Object> presentation(String component, String id) {
    reads++;
    Map<String, Object> document = presentations.get(id);
    return document == null ? null : new LinkedHashMap<>(document);
  }

  @Override
  public Map<String, Object> version(String component, String id) {
    reads++;
    return presentations.get(id);
  }

  @Override
  public Iterable<? extends Map<String, Object>> entities(Page asked) {
    page = asked;
    return found;
  }
}
