package orderbakery.access;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people log in at an issuer, as its metadata say. Once known, it is not asked for again. */
public final class LoginPlace {
  private static final Logger LOG = LoggerFactory.getLogger(LoginPlace.class);
  private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofSeconds(2).toMillis());
  private static final int LARGEST = 256 * 1024;

  private final String issuer;
  private final ResourceRetriever retriever =
      new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST);
  private Endpoints known;

  /**
   * Two addresses of an issuer.
   *
   * @param authorization where a browser is led
   * @param token where a code becomes a token
   */
  public record Endpoints(String authorization, String token) {}

  public LoginPlace(String issuer) {
    this.issuer = issuer;
  }

  /** Where one logs in; empty while the issuer does not answer. */
  public synchronized Optional<Endpoints> find() {
    if (known == null) {
      try {
        IssuerMetadata metadata = IssuerMetadata.of(issuer, retriever);
        known =
            new Endpoints(
                metadata.address("authorization_endpoint").toString(),
                metadata.address("token_endpoint").toString());
      } catch (IOException e) {
        LOG.warn("{} does not say where one logs in: {}", issuer, String.valueOf(e));
      }
    }
    return Optional.ofNullable(known);
  }
}
