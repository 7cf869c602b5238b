package orderbakery.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import orderbakery.component.Problem;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;

/**
 * Makes problems of what the servlet container and the framework refuse themselves, be it before
 * any filter or servlet has seen the request.
 */
public final class ProblemReport extends ErrorReportValve {

  /** What some resource allows, for the methods that the container refuses for all of them. */
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  /** What the container says of a head that does not fit into its buffer, and answers with 400. */
  private static final String HEAD_TOO_LARGE =
      StringManager.getManager(Http11InputBuffer.class)
          .getString("iib.requestheadertoolarge.error");

  private final ProblemResponse problems;

  public ProblemReport(ProblemResponse problems) {
    this.problems = problems;
  }

  /** Replaces whatever an error was answered with, unless that is a problem already. */
  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    if (response.getStatus() < 400 || isProblem(response) || !canAnswer(response)) {
      return;
    }
    Problem problem = problemOf(request, response.getStatus(), throwable);
    response.resetBuffer(true);
    if (problem.status() == 405 && response.getHeader("Allow") == null) {
      response.setHeader("Allow", METHODS);
    }
    try {
      problems.send(response, problem, throwable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** CONNECT asks for a proxy: the container does not know it, but it is a method like others. */
  private static Problem problemOf(Request request, int status, Throwable cause) {
    if (status == 400 && isHeadTooLarge(cause)) {
      boolean isWithinTarget = request.getCoyoteRequest().requestURI().isNull();
      return Problems.of(isWithinTarget ? 414 : 431);
    }
    return "CONNECT".equals(request.getMethod())
        ? Problems.methodNotAllowed()
        : Problems.of(status);
  }

  private static boolean isHeadTooLarge(Throwable cause) {
    return cause != null && cause.getMessage() != null && cause.getMessage().equals(HEAD_TOO_LARGE);
  }

  private static boolean isProblem(Response response) {
    String type = response.getContentType();
    return type != null && type.startsWith(ProblemWriter.MEDIA_TYPE);
  }

  private static boolean canAnswer(Response response) {
    AtomicBoolean allowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }
}
