package orderbakery.access;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people log in at an issuer, as its metadata say. Once known, it is not asked for again;
 * after a failure not for ten seconds.
 */
public final class LoginPlace {
  private static final Logger LOG = LoggerFactory.getLogger(LoginPlace.class);
  private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofSeconds(2).toMillis());
  private static final int LARGEST = 256 * 1024;
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final String issuer;
  private final ResourceRetriever retriever;
  private final LongSupplier nanoTime;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Endpoints known;
  private Long failedAt;

  /**
   * Two addresses of an issuer.
   *
   * @param authorization where a browser is led
   * @param token where a code becomes a token
   */
  public record Endpoints(String authorization, String token) {}

  public LoginPlace(String issuer) {
    this(
        issuer,
        new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST),
        System::nanoTime);
  }

  /**
   * @param nanoTime never goes back
   */
  LoginPlace(String issuer, ResourceRetriever retriever, LongSupplier nanoTime) {
    this.issuer = issuer;
    this.retriever = retriever;
    this.nanoTime = nanoTime;
  }

  /**
   * Where one logs in; empty while the issuer does not answer, and while another thread asks it:
   * pages are not held up by it.
   */
  public Optional<Endpoints> find() {
    if (known == null && asking.tryLock()) {
      try {
        if (known == null && mayAsk()) {
          ask();
        }
      } finally {
        asking.unlock();
      }
    }
    return Optional.ofNullable(known);
  }

  private boolean mayAsk() {
    return failedAt == null || nanoTime.getAsLong() - failedAt >= PAUSE_NANOS;
  }

  private void ask() {
    try {
      IssuerMetadata metadata = IssuerMetadata.of(issuer, retriever);
      known =
          new Endpoints(
              metadata.address("authorization_endpoint").toString(),
              metadata.address("token_endpoint").toString());
    } catch (IOException e) {
      LOG.warn("{} does not say where one logs in: {}", issuer, String.valueOf(e));
      failedAt = nanoTime.getAsLong();
    }
  }
}
