package orderbakery.config;

import orderbakery.component.Components;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of websockets and rooms, from every process: it concerns all roles. */
@RestController
final class AsyncApiPage {
  private final YamlPage page;

  AsyncApiPage(Components components) {
    this.page = new YamlPage("asyncapi.yaml", components);
  }

  @GetMapping("/asyncapi.yaml")
  ResponseEntity<byte[]> read() {
    return page.answer();
  }
}
