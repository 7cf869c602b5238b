package orderbakery.config;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page at {@code /} must be told: where operators are served, and how one logs in. */
@RestController
@ConditionalOnProperty("role.api")
final class PageSettings {
  private final PagePlaces places;
  private final ObjectProvider<PageLogin> login;

  PageSettings(PagePlaces places, ObjectProvider<PageLogin> login) {
    this.places = places;
    this.login = login;
  }

  @GetMapping("/page/settings.json")
  ResponseEntity<Map<String, Object>> read(HttpServletRequest request) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("management", places.management(request));
    settings.put("login", login.stream().map(PageLogin::shown).findFirst().orElse(null));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(settings);
  }
}
