package orderbakery.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;
import orderbakery.component.Components;
import orderbakery.edge.MergedPage;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;

/** A page of YAML, merged for the components that run, once somebody reads it. */
final class YamlPage {
  private final Supplier<byte[]> text;

  YamlPage(String file, Components components) {
    this.text =
        SingletonSupplier.of(() -> MergedPage.yaml(file, components.names()).getBytes(UTF_8));
  }

  ResponseEntity<byte[]> answer() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(text.get());
  }
}
