package orderbakery.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.fixtures.JsonText;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** What the log says of commands that had no effect. */
class LogLinesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Logger logger = (Logger) LoggerFactory.getLogger(EntityBatch.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Level before;

  @BeforeEach
  void listen() {
    before = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoLonger() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(before);
  }

  @Test
  void saysOneLineOfARefusal() {
    execute("refuse");

    assertThat(lines.list)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getLevel()).isEqualTo(Level.INFO);
              assertThat(it.getFormattedMessage())
                  .isEqualTo("Command c1 on counter e1 is refused: /problems/refused");
            });
  }

  @Test
  void saysOneLineOfAParkedEvent() {
    execute("break");

    assertThat(lines.list)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getLevel()).isEqualTo(Level.ERROR);
              assertThat(it.getFormattedMessage())
                  .isEqualTo("Event c1 of counter e1 is parked, attempt 1");
            });
  }

  @Test
  void saysNothingOfWhatTakesEffect() {
    execute("add");

    assertThat(lines.list).isEmpty();
  }

  @Test
  void namesCommandEntityAndTraceInFieldsOfTheirOwn() {
    execute("refuse");

    for (String format : List.of("ecs", "logstash")) {
      JsonNode line = JsonText.tree(structured(format));

      assertThat(field(line, "command.id")).as(format).isEqualTo("c1");
      assertThat(field(line, "entity.id")).as(format).isEqualTo("e1");
      assertThat(field(line, "trace.id")).as(format).isEqualTo(TRACE);
    }
  }

  /** As {@code logging.structured.format.console} has it written. */
  private String structured(String format) {
    LoggerContext context = new LoggerContext();
    context.putObject(Environment.class.getName(), new StandardEnvironment());
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.start();
    return new String(encoder.encode(lines.list.get(0)), UTF_8);
  }

  /** Some formats nest the fields. */
  private static String field(JsonNode line, String name) {
    return Stream.of(line.path(name), line.at("/" + name.replace('.', '/')))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElse(null);
  }

  private static void execute(String operation) {
    ScheduledCommand plain = Commands.counter("c1", "e1", operation);
    ScheduledCommand command =
        new ScheduledCommand(
            plain.id(),
            plain.entityId(),
            plain.serviceName(),
            plain.operation(),
            plain.payload(),
            plain.ifMatch(),
            plain.acceptedAt(),
            plain.acceptedBy(),
            plain.principal(),
            plain.changesAll(),
            plain.digest(),
            "00-" + TRACE + "-00f067aa0ba902b7-01");
    PlatformEvent event = new PlatformEvent(command, new Position(0, 1), Commands.NOON, 1);
    new Executor<>(new Counters(), Clock.fixed(Commands.NOON, ZoneOffset.UTC))
        .execute(new Backlog(List.of(event), Map.of(), Map.of(), Map.of(), Set.of()));
  }
}
