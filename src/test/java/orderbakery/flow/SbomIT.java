package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The process tells of which libraries it is made; {@code mvn package} writes that down. */
class SbomIT extends FlowTest {

  @Test
  void tellsItsLibraries() {
    // made by the phase prepare-package, not offline; scripts/prove-image insists on it
    assumeThat(Path.of("target/classes/META-INF/sbom/application.cdx.json")).exists();

    String told = management.send("GET", "/actuator/sbom/application").text();

    assertThat(told)
        .contains("\"bomFormat\" : \"CycloneDX\"")
        .contains("pkg:maven/org.apache.camel/camel-api@", "pkg:maven/com.sleepycat/je@")
        .doesNotContain("junit", "archunit");
  }
}
