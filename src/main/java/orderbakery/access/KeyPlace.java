package orderbakery.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an issuer publishes its keys: each look fetches them, within limits of time and size. */
final class KeyPlace implements JWKSetSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(KeyPlace.class);
  private static final int LARGEST = 256 * 1024;

  private final String issuer;
  private final ResourceRetriever retriever;
  private final URL known;
  private URL announced;
  private volatile boolean hasAnswered;
  private volatile boolean isAway;

  private KeyPlace(String issuer, URL known, Duration patience) {
    this.issuer = issuer;
    this.known = known;
    int millis = Math.toIntExact(patience.toMillis());
    this.retriever = new DefaultResourceRetriever(millis, millis, LARGEST);
  }

  /** A place that is known. */
  static KeyPlace at(String address, Duration patience) {
    try {
      return new KeyPlace(address, URI.create(address).toURL(), patience);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(address + " is no address of keys", e);
    }
  }

  /** The place that the metadata of the issuer name (OpenID Connect Discovery 1.0, RFC 8414). */
  static KeyPlace of(String issuer, Duration patience) {
    return new KeyPlace(issuer, null, patience);
  }

  /** Whether the last look has found keys. */
  boolean hasAnswered() {
    return hasAnswered;
  }

  /** Whether the last look has found none. */
  boolean isAway() {
    return isAway;
  }

  @Override
  public synchronized JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      JWKSet found = JWKSet.parse(retriever.retrieveResource(place()).getContent());
      tell(true, null);
      return found;
    } catch (IOException | ParseException e) {
      tell(false, e);
      announced = null; // they may have moved
      throw new JWKSetUnavailableException("No keys of " + issuer, e);
    }
  }

  /** Once, however many tokens come meanwhile. */
  private void tell(boolean isThere, Exception failure) {
    if (!isThere && !isAway) {
      LOG.warn(
          "The keys of {} cannot be fetched, and tokens that need them are answered 503: {}",
          issuer,
          String.valueOf(failure));
    } else if (isThere && isAway) {
      LOG.info("The keys of {} can be fetched again", issuer);
    }
    isAway = !isThere;
    hasAnswered = isThere;
  }

  private URL place() throws IOException {
    if (known != null) {
      return known;
    }
    if (announced == null) {
      announced = ask();
    }
    return announced;
  }

  private URL ask() throws IOException {
    try {
      return IssuerMetadata.of(issuer, retriever).address("jwks_uri").toURL();
    } catch (IllegalArgumentException e) {
      throw new IOException(issuer + " names no keys", e);
    }
  }

  @Override
  public void close() {
    // connections are not kept
  }
}
