package orderbakery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TracerProvider;
import java.nio.file.Path;
import orderbakery.tracing.TracedSteps;
import org.junit.jupiter.api.Test;

/** Traces know steps of the routes by their ids. */
class TracedStepsTest {

  @Test
  void namesOnlyStepsThatThereAre() {
    TracedSteps traced =
        new TracedSteps(TracerProvider.noop().get("test"), Settings.list("bakery.components"));

    assertThat(new RouteFiles(Path.of("routes")).steps())
        .extracting(RouteFiles.Step::id)
        .containsAll(traced.ids());
  }
}
