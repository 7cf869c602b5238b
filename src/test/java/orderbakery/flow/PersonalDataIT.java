package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.OrderRequest;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a client says of a person stands in no line of the log, whatever becomes of it. Every text
 * of an order here has the same mark in it.
 */
class PersonalDataIT extends FlowTest {
  private static final String MARK = "zq7mark";
  private static final String EMAIL = MARK + "@" + MARK + ".example";

  @Autowired private CommandMessages commands;
  @LocalServerPort private int port;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void listenNoLonger() {
    root().detachAppender(log);
  }

  @Test
  void showsWhatWouldStandInTheLog() {
    LoggerFactory.getLogger(PersonalDataIT.class)
        .warn(
            "about {}", "nobody", new IllegalStateException("of " + MARK.toUpperCase(Locale.ROOT)));

    assertThat(lines()).anyMatch(PersonalDataIT::isMarked);
  }

  @Test
  void keepsANormalLifeOutOfTheLog() {
    String id = bakery.placed(marked().body());
    accepted(bakery.patch(id, object("note", MARK)));
    accepted(bakery.cancelBecause(MARK, id));
    bakery.awaitOrder(id, 3);
    accepted(bakery.delete(id));
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED", "EXECUTED");

    assertNothingIsMarked();
  }

  @Test
  void keepsWhatIsRefusedOutOfTheLog() {
    Http http = new Http(port); // no description has these requests
    String id = bakery.placed(marked().body());
    bakery.place(marked().with("customer", object("email", MARK)).body());
    bakery.place(marked().with(MARK, MARK).body());
    bakery.post("{\"customer\": " + MARK);
    bakery.post(("{\"note\": \"" + MARK + "\u0000\"}").getBytes(UTF_8));
    bakery.place(marked().body(), "Idempotency-Key", MARK);
    bakery.place(marked().with("note", "another").body(), "Idempotency-Key", MARK);
    bakery.put(id, marked().body(), "If-Match", "\"v7\"", "Prefer", "wait=10");
    List<Answer> refused =
        List.of(
            http.send("GET", "/order/" + MARK),
            http.send("GET", "/" + MARK + "?" + MARK + "=" + MARK),
            http.send("GET", "/order?after=" + MARK),
            http.send("POST", "/order", MARK.getBytes(UTF_8), "Content-Type", MARK + "/" + MARK),
            http.send("GET", "/order", "Accept", MARK + "/" + MARK, "Origin", "https://" + EMAIL));

    assertThat(refused).allMatch(answer -> answer.status() >= 400);
    assertNothingIsMarked();
  }

  @Test
  void keepsWhatNobodyCanReadOutOfTheLog() {
    String id = bakery.placed(marked().body());
    int partition = stored.eventsOf(id).get(0).getInteger("partition");
    String ofTheWriter = "events-writer." + partition + ".dead";
    String ofTheBaker = "orders-baker." + partition + ".dead";
    wire.purge(ofTheWriter);
    wire.purge(ofTheBaker);
    List<String> texts =
        List.of(
            MARK,
            "{\"" + MARK + "\":" + MARK,
            "{\"id\":\"a\",\"type\":\""
                + MARK
                + "\",\"subject\":\"b\",\"data\":{\""
                + MARK
                + "\":1}}",
            "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{"
                + "\"serviceName\":\""
                + MARK
                + "\",\"operation\":\"create\",\"payload\":{},"
                + "\"acceptedAt\":\"2026-11-24T00:00:00Z\"}}",
            "{\"id\":\"a\",\"type\":\"order.created\",\"subject\":\"b\",\"time\":\""
                + MARK
                + "\","
                + "\"position\":\""
                + MARK
                + "\",\"entityversion\":1,\"data\":{\"note\":\""
                + MARK
                + "\"}}");
    for (String text : texts) {
      byte[] body = text.getBytes(UTF_8);
      String key = "platform-event.schedule." + partition;
      wire.publish("platform-events-scheduler", key, UUID.randomUUID().toString(), body);
      wire.publish("data-source", "order.created." + partition, UUID.randomUUID().toString(), body);
    }

    wire.awaitCount(ofTheWriter, texts.size());
    wire.awaitCount(ofTheBaker, texts.size());
    assertNothingIsMarked();
  }

  @Test
  void keepsWhatCannotBeDecidedOutOfTheLog() {
    Operator operator = new Operator(management, stored);
    String id = bakery.placed(marked().body());
    operator.damage(id);
    accepted(bakery.put(id, marked().body()));
    String parked = operator.awaitParked(id);
    operator.repair(id);
    operator.retry(parked);
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED");
    String odd = UUID.randomUUID().toString();
    wire.publish(
        "platform-events-scheduler",
        commands.write(
            new ScheduledCommand(
                odd,
                id,
                "order",
                MARK,
                Map.of("order", marked().body()),
                null,
                Instant.now(),
                "test",
                "anonymous",
                true,
                "00",
                null)));
    await().atMost(PATIENCE).until(() -> stored.event(odd) != null);
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED", "PARKED");

    assertNothingIsMarked();
  }

  private static OrderRequest marked() {
    return anOrder()
        .of(1, "Beans for " + MARK)
        .by(MARK, EMAIL)
        .with("reference", MARK)
        .with("note", MARK)
        .with("metadata", object(MARK, MARK))
        .with(
            "shippingAddress",
            object("name", MARK, "lines", List.of(MARK), "city", MARK, "country", "GB"));
  }

  private void assertNothingIsMarked() {
    assertThat(lines()).noneMatch(PersonalDataIT::isMarked);
  }

  private static boolean isMarked(String line) {
    return line.toLowerCase(Locale.ROOT).contains(MARK);
  }

  /** Everything that was said at the levels of config.json, with all stacks. */
  private List<String> lines() {
    return List.copyOf(log.list).stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + event.getMDCPropertyMap()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
        .toList();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
