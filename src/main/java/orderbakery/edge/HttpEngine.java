package orderbakery.edge;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import orderbakery.component.Problem;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;

/**
 * Serves what the {@code rest} of a route names, and lets everything else pass. A route runs on the
 * thread of its request; one that waits lets go of it.
 */
public final class HttpEngine extends HttpFilter implements PlatformHttpEngine {
  private static final long serialVersionUID = 1;

  private final transient List<HttpRoute> routes = new CopyOnWriteArrayList<>();
  private final int port;
  private final transient ProblemResponse problems;
  private final transient MeterRegistry meters;
  private final transient UploadLimits uploads;

  /**
   * An engine.
   *
   * @param meters count the requests as {@code http.server.requests}
   */
  public HttpEngine(
      int port, ProblemResponse problems, MeterRegistry meters, UploadLimits uploads) {
    this.port = port;
    this.problems = problems;
    this.meters = meters;
    this.uploads = uploads;
  }

  @Override
  public int getServerPort() {
    return port;
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new HttpRoute(
        endpoint, processor, routes, problems, new RequestTimes(meters, endpoint), uploads);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    List<HttpRoute> here = routes.stream().filter(route -> route.isAt(path)).toList();
    Optional<HttpRoute> asked =
        here.stream().filter(route -> route.serves(request.getMethod())).findFirst();
    if (asked.isPresent()) {
      asked.get().serve(path, request, response);
    } else if (!here.isEmpty()) {
      nameMethods(here, request, response);
    } else if (Upload.isOne(request)) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
      problems.send(response, Problems.notFound()); // the container would hold a thread to read it
    } else {
      chain.doFilter(request, response);
    }
  }

  private void nameMethods(
      List<HttpRoute> here, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
    for (HttpRoute route : here) {
      methods.addAll(route.methods());
      if (route.serves("PATCH")) {
        response.setHeader(HttpHeaders.ACCEPT_PATCH, route.consumes());
      }
    }
    response.setHeader(HttpHeaders.ALLOW, String.join(",", methods));
    if (!request.getMethod().equals("OPTIONS")) {
      Problem problem = Problems.methodNotAllowed();
      problems.send(response, problem);
    }
  }
}
