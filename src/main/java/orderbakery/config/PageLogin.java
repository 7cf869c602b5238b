package orderbakery.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import orderbakery.access.LoginPlace;

/** How one logs in on the page at {@code /}, where callers show tokens. */
final class PageLogin {
  private final Map<String, Object> client = new LinkedHashMap<>();
  private final Supplier<Optional<LoginPlace.Endpoints>> place;

  private PageLogin(
      String clientId, List<String> scopes, Supplier<Optional<LoginPlace.Endpoints>> place) {
    client.put("clientId", clientId);
    client.put("scopes", scopes);
    this.place = place;
  }

  /** At this process itself, by the name that the browser calls it by. */
  static PageLogin atDemo(List<String> scopes) {
    LoginPlace.Endpoints own = new LoginPlace.Endpoints("/oauth2/authorize", "/oauth2/token");
    return new PageLogin(DemoIssuer.PAGE, scopes, () -> Optional.of(own));
  }

  /** At an issuer that knows the page; nowhere where none does. */
  static PageLogin of(BakerySettings settings) {
    List<String> issuers = settings.security().issuer();
    String clientId = settings.page().clientId();
    return clientId.isEmpty() || issuers.isEmpty()
        ? new PageLogin(null, settings.page().scopes(), Optional::empty)
        : new PageLogin(clientId, settings.page().scopes(), new LoginPlace(issuers.get(0))::find);
  }

  /** As the page reads it; without addresses where there are none, or the issuer is away. */
  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>(client);
    place
        .get()
        .ifPresent(
            it -> {
              shown.put("authorizationEndpoint", it.authorization());
              shown.put("tokenEndpoint", it.token());
            });
    return shown;
  }

  /** Whom the page asks for a token; empty where that is its own server. */
  Optional<String> origin() {
    return place
        .get()
        .map(LoginPlace.Endpoints::token)
        .filter(it -> !it.startsWith("/"))
        .map(it -> it.replaceFirst("^(https?://[^/?#]+).*", "$1"));
  }
}
