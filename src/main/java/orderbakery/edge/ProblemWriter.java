package orderbakery.edge;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import orderbakery.component.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes {@code application/problem+json} (RFC 9457) of problems, the one place that does, and logs
 * each with its instance.
 */
public final class ProblemWriter {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

  private final Supplier<UUID> instances;

  /**
   * Writes problems.
   *
   * @param instances a fresh id for each request
   */
  public ProblemWriter(Supplier<UUID> instances) {
    this.instances = instances;
  }

  /** The problem with an instance of its own. */
  public String write(Problem problem) {
    return write(problem, null);
  }

  /**
   * The problem with an instance of its own, which the log names together with the cause.
   *
   * @param cause null when there is no more to say than the problem does
   */
  public String write(Problem problem, Throwable cause) {
    String instance = "urn:uuid:" + instances.get();
    log(problem, instance, cause);
    return ProblemJson.of(problem, instance);
  }

  /** The problem as an answer. */
  public Answer answer(Problem problem, Throwable cause) {
    return Answer.of(problem.status())
        .with(MEDIA_TYPE, write(problem, cause).getBytes(StandardCharsets.UTF_8))
        .with("Retry-After", problem.retryAfter())
        .with("WWW-Authenticate", problem.status() == 401 ? "Bearer" : null);
  }

  private static void log(Problem problem, String instance, Throwable cause) {
    if (problem.status() == 500) {
      LOG.error("{} {}", problem.type(), instance, cause);
    } else {
      // 429 and 503 come in masses, and whoever begins and ends them says so
      Level level = problem.status() == 429 || problem.status() == 503 ? Level.DEBUG : Level.INFO;
      LOG.atLevel(level).log("Answered {} {} {}", problem.status(), problem.type(), instance);
      LOG.debug("{}: {}", instance, problem.detail());
    }
  }
}
