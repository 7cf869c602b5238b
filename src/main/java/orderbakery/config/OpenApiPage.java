package orderbakery.config;

import orderbakery.component.Components;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the API. */
@RestController
@ConditionalOnProperty("role.orders-api")
final class OpenApiPage {
  private final YamlPage page;

  OpenApiPage(Components components) {
    this.page = new YamlPage("openapi.yaml", components);
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<byte[]> read() {
    return page.answer();
  }
}
