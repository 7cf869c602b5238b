package orderbakery.access;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** What an issuer tells of itself (OpenID Connect Discovery 1.0, RFC 8414). */
final class IssuerMetadata {
  private final Map<String, Object> told;

  private IssuerMetadata(Map<String, Object> told) {
    this.told = told;
  }

  /**
   * Asks the issuer.
   *
   * @throws IOException when it does not answer, or tells of another issuer
   */
  static IssuerMetadata of(String issuer, ResourceRetriever retriever) throws IOException {
    URI base = URI.create(issuer);
    String path = base.getPath().replaceFirst("/$", "");
    IOException last = null;
    for (String place :
        List.of(
            path + "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server" + path)) {
      try {
        return read(issuer, base.resolve(place), retriever);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static IssuerMetadata read(String issuer, URI metadata, ResourceRetriever retriever)
      throws IOException {
    try {
      Map<String, Object> found =
          JSONObjectUtils.parse(retriever.retrieveResource(metadata.toURL()).getContent());
      if (!issuer.equals(found.get("issuer"))) {
        throw new IOException(metadata + " is that of another issuer, " + found.get("issuer"));
      }
      return new IssuerMetadata(found);
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException(metadata + " is no metadata of an issuer", e);
    }
  }

  /**
   * An address that it names.
   *
   * @throws IOException when it names none
   */
  URI address(String name) throws IOException {
    try {
      URI address = JSONObjectUtils.getURI(told, name);
      if (address == null) {
        throw new IOException("The metadata of " + told.get("issuer") + " have no " + name);
      }
      return address;
    } catch (ParseException e) {
      throw new IOException(name + " is no address", e);
    }
  }
}
