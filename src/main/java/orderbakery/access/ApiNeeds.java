package orderbakery.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import orderbakery.component.Access;
import orderbakery.component.Component;
import orderbakery.component.Components;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What the requests of clients need: the scopes that the components name, contract.md section 1,
 * "Who may come in". Paths are read as the routes read them.
 */
public final class ApiNeeds implements Needs {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String TICKET = "ticket.";

  private final List<PathPattern> open =
      patterns("/", "/page/**", "/docs/**", "/openapi.yaml", "/asyncapi.yaml", "/problems/**");
  private final List<PathPattern> ofAnyComponent =
      patterns("/command/**", "/feed-ticket", "/figures");
  private final List<Entities> components = new ArrayList<>();

  private record Entities(List<PathPattern> paths, PathPattern feed, Access access) {}

  /** For these components. */
  public ApiNeeds(Components known) {
    for (Component<?> it : known.all()) {
      String path = "/" + it.name();
      PathPattern feed = pattern(path + "-events");
      components.add(new Entities(List.of(pattern(path + "/**"), feed), feed, it.access()));
    }
  }

  @Override
  public Need of(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    boolean isRead = READS.contains(request.getMethod());
    if (isRead && matches(open, path)) {
      return Need.NOTHING;
    }
    if (matches(ofAnyComponent, path)) {
      return readsAnything();
    }
    return components.stream()
        .filter(it -> matches(it.paths(), path))
        .findFirst()
        .map(it -> bringsTicket(it, path, request) ? Need.NOTHING : need(it.access(), isRead))
        .orElse(Need.TOKEN);
  }

  private Need readsAnything() {
    return Need.scope(
        components.get(0).access().read(),
        caller -> components.stream().anyMatch(it -> it.access().mayRead(caller)));
  }

  private static Need need(Access access, boolean isRead) {
    return isRead
        ? Need.scope(access.read(), access::mayRead)
        : Need.scope(access.write(), access::mayWrite);
  }

  /** The feed itself asks whose it is; beside a token it spares nobody the check. */
  private static boolean bringsTicket(
      Entities its, PathContainer path, HttpServletRequest request) {
    return its.feed().matches(path)
        && request.getMethod().equals("GET")
        && request.getHeader("Authorization") == null
        && Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
            .flatMap(line -> List.of(line.split(",")).stream())
            .anyMatch(protocol -> protocol.strip().startsWith(TICKET));
  }

  private static boolean matches(List<PathPattern> patterns, PathContainer path) {
    return patterns.stream().anyMatch(it -> it.matches(path));
  }

  private static List<PathPattern> patterns(String... all) {
    return List.of(all).stream().map(ApiNeeds::pattern).toList();
  }

  private static PathPattern pattern(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }
}
