package orderbakery.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The management port is for operators, but for the health of the process. */
final class ManagementNeeds implements Needs {
  static final String OPERATOR = "orders:ops";

  private static final Need OPERATORS = Need.scope(OPERATOR, caller -> caller.may(OPERATOR));

  private final List<PathPattern> health =
      List.of(PathPatternParser.defaultInstance.parse("/actuator/health/**"));

  @Override
  public Need of(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    boolean asksForHealth =
        request.getMethod().equals("GET") && health.stream().anyMatch(it -> it.matches(path));
    return asksForHealth ? Need.NOTHING : OPERATORS;
  }
}
