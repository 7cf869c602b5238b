package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import orderbakery.fixtures.Http;
import orderbakery.websocket.WebSocketConstants;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.bean.BeanConstants;
import org.apache.camel.component.mongodb.MongoDbConstants;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.quartz.QuartzConstants;
import org.apache.camel.component.rest.RestConstants;
import org.apache.camel.component.springrabbit.SpringRabbitMQConstants;
import org.apache.camel.component.timer.TimerConstants;
import org.apache.camel.http.common.HttpConstants;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Headers that steer a component of Camel come from routes alone. Every name that a component in
 * use knows is sent by every way in, in several spellings, with a value that is then looked for in
 * every exchange.
 */
class ControlHeadersIT extends FlowTest {
  private static final String MARK = "steered-by-a-client";
  private static final int AT_A_TIME = 40;
  private static final List<Class<?>> KNOWN =
      List.of(
          Exchange.class,
          BeanConstants.class,
          HttpConstants.class,
          MongoDbConstants.class,
          PlatformHttpConstants.class,
          QuartzConstants.class,
          RestConstants.class,
          SpringRabbitMQConstants.class,
          TimerConstants.class,
          WebSocketConstants.class);

  @Autowired private CamelContext camel;
  @LocalServerPort private int port;

  private final Witness witness = new Witness();

  @BeforeEach
  void watch() {
    camel.getManagementStrategy().addEventNotifier(witness);
  }

  @AfterEach
  void watchNoLonger() {
    camel.getManagementStrategy().removeEventNotifier(witness);
  }

  @Test
  void seesAHeaderThatARouteHas() {
    camel
        .createProducerTemplate()
        .sendBodyAndHeader("log:control-headers?level=OFF", "", "CamelMongoDbDatabase", MARK);

    assertThat(witness.steered).containsExactly("CamelMongoDbDatabase");
  }

  @Test
  void takesNoneFromARequest() {
    Http http = new Http(port); // no description has these parameters
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    for (List<String> names : inParts(spellings())) {
      String[] headers =
          Stream.concat(
                  names.stream().flatMap(name -> Stream.of(name, MARK)),
                  Stream.of("Content-Type", "application/json"))
              .toArray(String[]::new);
      String query = String.join("=" + MARK + "&", names) + "=" + MARK;
      byte[] order = bytes("{\"products\":[{\"name\":\"Beans\",\"price\":\"1.00\"}]}");

      assertThat(http.send("POST", "/order", order, headers).status()).isEqualTo(202);
      assertThat(http.send("GET", "/order/" + id, headers).status()).isEqualTo(200);
      http.send("GET", "/order?" + query);
      http.send("POST", "/order?" + query, order, "Content-Type", "application/json");
      http.send("POST", "/order/" + id + "/cancel", bytes(object(names)), headers);
    }

    assertThat(witness.count()).isPositive();
    assertThat(witness.steered).isEmpty();
  }

  @Test
  void takesNoneFromAMessage() {
    String scheduled = wire.bind("platform-events-scheduler", "platform-event.schedule.*");
    String facts = wire.bind("data-source", "order.created.*");
    String frames = wire.bind("orders-socket", "order.created");
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    List<Message> messages =
        Stream.of(scheduled, facts, frames).map(queue -> wire.next(queue, id, 1).get(0)).toList();
    for (List<String> names : inParts(spellings())) {
      for (Message message : messages) {
        names.forEach(name -> message.getMessageProperties().setHeader(name, MARK));
      }
      wire.repeat(messages);
      messages.forEach(
          message -> names.forEach(message.getMessageProperties().getHeaders()::remove));
    }
    bakery.placed(anOrder().of(1, "Beans").body()); // of some partition, behind them

    assertThat(witness.count()).isPositive();
    assertThat(witness.steered).isEmpty();
  }

  @Test
  void takesNoneFromAWebsocket() {
    for (List<String> names : inParts(spellings())) {
      String query = String.join("=" + MARK + "&", names) + "=" + MARK;
      try (Listening client = bakery.listen(query)) {
        client.say(object(names));
        client.say("{\"action\":\"ping\"," + object(names).substring(1));
        client.awaitType("feed.error");
      }
    }

    assertThat(witness.count()).isPositive();
    // the query of a handshake is one text, under the name of the websocket's own
    assertThat(witness.steered).containsOnly(WebSocketConstants.QUERY);
  }

  private static String object(List<String> names) {
    return "{\"" + String.join("\":\"" + MARK + "\",\"", names) + "\":\"" + MARK + "\"}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<List<String>> inParts(Set<String> names) {
    List<String> all = new ArrayList<>(names);
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_A_TIME) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_A_TIME)));
    }
    return parts;
  }

  /** As it is, in small and in capital letters; and as Camel 2 and 3 have let some in. */
  private static Set<String> spellings() {
    Set<String> spellings = new TreeSet<>();
    for (String name : names()) {
      spellings.add(name);
      spellings.add(name.toLowerCase(Locale.ROOT));
      spellings.add(name.toUpperCase(Locale.ROOT));
      spellings.add("org.apache.camel." + name);
    }
    return spellings;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Class<?> constants : KNOWN) {
      Set<String> here = new TreeSet<>();
      for (Field field : constants.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          here.add(valueOf(field));
        }
      }
      here.removeIf(name -> !name.matches("(?i)camel[a-z0-9._-]+"));
      names.addAll(here);
    }
    assertThat(names).hasSizeGreaterThan(100);
    return names;
  }

  private static String valueOf(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A public field cannot be read: " + field, e);
    }
  }

  /** Which names of headers, properties and variables have held the value of a client. */
  private static final class Witness extends EventNotifierSupport {
    final Set<String> steered = new ConcurrentSkipListSet<>();
    private final Set<String> exchanges = new ConcurrentSkipListSet<>();

    @Override
    public void notify(CamelEvent event) {
      if (event instanceof ExchangeEvent about) {
        Exchange exchange = about.getExchange();
        exchanges.add(exchange.getExchangeId());
        look(exchange.getMessage().getHeaders());
        look(exchange.getAllProperties());
        look(exchange.getVariables());
      }
    }

    int count() {
      return exchanges.size();
    }

    private void look(Map<String, Object> held) {
      held.forEach(
          (name, value) -> {
            if (name.contains(MARK) || (value instanceof String text && text.contains(MARK))) {
              steered.add(name);
            }
          });
    }
  }
}
