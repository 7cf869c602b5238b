package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.UUID;
import orderbakery.component.Problem;
import orderbakery.fixtures.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the log says of a request that was refused. */
class ProblemWriterTest {
  @RegisterExtension final LogLines log = new LogLines(ProblemWriter.class);

  private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemWriter.class);
  private final ProblemWriter writer = new ProblemWriter(() -> new UUID(0, 7));
  private Level before;

  @BeforeEach
  void listen() {
    before = logger.getLevel();
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void listenNoLonger() {
    logger.setLevel(before);
  }

  @Test
  void saysOneLineOfARefusalWithoutWhatTheClientSent() {
    writer.answer(Problems.malformed("The header If-Match must be a tag, not Ada."), null);

    assertThat(log.all())
        .containsExactly(
            "Answered 400 malformed-request urn:uuid:00000000-0000-0000-0000-000000000007");
  }

  @Test
  void saysNothingOfRefusalsThatComeInMasses() {
    for (Problem problem : new Problem[] {Problems.tooManyRequests(), Problems.unavailable()}) {
      writer.answer(problem, null);
    }

    assertThat(log.all()).isEmpty();
  }
}
