package orderbakery.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import orderbakery.component.Components;
import orderbakery.edge.MergedPage;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A page of YAML, merged once for the components that run. */
final class YamlPage {
  private final byte[] text;

  YamlPage(String file, Components components) {
    this.text = MergedPage.yaml(file, components.names()).getBytes(UTF_8);
  }

  ResponseEntity<byte[]> answer() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(text);
  }
}
