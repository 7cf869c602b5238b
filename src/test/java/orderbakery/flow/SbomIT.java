package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The process tells of which libraries it is made; {@code mvn package} writes that down. */
class SbomIT extends FlowTest {

  @Test
  void tellsItsLibraries() {
    assertThat(Path.of("target/classes/META-INF/sbom/application.cdx.json"))
        .as("made by the phase prepare-package")
        .exists();

    String told = management.send("GET", "/actuator/sbom/application").text();

    assertThat(told)
        .contains("\"bomFormat\" : \"CycloneDX\"")
        .contains("pkg:maven/org.apache.camel/camel-api@", "pkg:maven/com.sleepycat/je@")
        .doesNotContain("junit", "archunit");
  }
}
