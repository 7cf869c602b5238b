package orderbakery.operate;

import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.Test;

/** What operators order, as the log will hold it. */
class OperatorCommandsTest {
  private static final Justification WHY = new Justification("grace", "it is mended");

  private final OperatorCommands commands =
      new OperatorCommands(Clock.fixed(NOON, ZoneOffset.UTC), () -> "new", "test-0");

  @Test
  void nameTheirTargetAndWhoWantsThemAndWhy() {
    ScheduledCommand retry = commands.retry("order", "o", "c", WHY);

    assertThat(retry.payload()).isEqualTo(Map.of("command", "c", "reason", "it is mended"));
    assertThat(retry.operation()).isEqualTo("retry");
    assertThat(retry.id()).isEqualTo("new");
    assertThat(retry.entityId()).isEqualTo("o");
    assertThat(retry.serviceName()).isEqualTo("order");
    assertThat(retry.principal()).isEqualTo("grace");
    assertThat(retry.acceptedAt()).isEqualTo(NOON);
    assertThat(retry.acceptedBy()).isEqualTo("test-0");
    assertThat(commands.skip("order", "o", "c", WHY).payload()).isEqualTo(retry.payload());
    assertThat(commands.skip("order", "o", "c", WHY).operation()).isEqualTo("skip");
  }

  @Test
  void tellAnEntityOnceMoreUnderAnIdOfTheirOwn() {
    ScheduledCommand republish = commands.republish("order", "given", "o", WHY);

    assertThat(republish.id()).isEqualTo("given");
    assertThat(republish.operation()).isEqualTo("republish");
    assertThat(republish.payload()).isEqualTo(Map.of("reason", "it is mended"));
    assertThat(commands.republish("order", "o", WHY).id()).isEqualTo("new");
  }

  @Test
  void haveADigestOfAllThatTheyAre() {
    assertThat(
            Stream.of(
                    commands.retry("order", "o", "c", WHY),
                    commands.skip("order", "o", "c", WHY),
                    commands.retry("order", "p", "c", WHY),
                    commands.retry("order", "o", "d", WHY))
                .map(ScheduledCommand::digest))
        .doesNotHaveDuplicates()
        .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
  }
}
