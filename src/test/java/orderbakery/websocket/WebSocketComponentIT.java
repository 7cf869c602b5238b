package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverTheWire
class WebSocketComponentIT {

  @Autowired private ProducerTemplate camel;
  @Autowired private WebSocketTestApplication.Journals journals;
  @LocalServerPort private int port;

  private URI at(String pathAndQuery) {
    return URI.create("ws://127.0.0.1:" + port + pathAndQuery);
  }

  @Test
  void tellsTheRouteOfTheWholeLifeOfAConnection() throws Exception {
    Journal journal = journals.of("/events");

    Client client = Client.reading(at("/events"));
    String key = journal.expect("OPEN").key();
    client.say("one");
    client.say("two");
    client.leave();

    assertThat(journal.expect("MESSAGE"))
        .returns(key, Journal.Entry::key)
        .returns("one", Journal.Entry::body);
    assertThat(journal.expect("MESSAGE"))
        .returns(key, Journal.Entry::key)
        .returns("two", Journal.Entry::body);
    assertThat(journal.expect("CLOSE").key()).isEqualTo(key);
    assertThat(journal.isEmpty()).isTrue();
  }

  @Test
  void tellsOnceOfAConnectionThatIsCut() throws Exception {
    Journal journal = journals.of("/events");
    Client client = Client.reading(at("/events"));
    String key = journal.expect("OPEN").key();

    client.vanish();

    assertThat(journal.expect("CLOSE").key()).isEqualTo(key);
    Client.reading(at("/events")).leave();
    journal.expect("OPEN");
    journal.expect("CLOSE");
  }

  @Test
  void handsTheQueryOverAsItWasSentAndMakesNoHeadersOfIt() throws Exception {
    Journal journal = journals.of("/events");

    Client client =
        Client.from("http://127.0.0.1:" + port, at("/events?CamelFileName=x&after=a%26b%2F"));
    client.say("hi");
    client.leave();

    assertThat(journal.expect("OPEN").headers())
        .containsEntry(WebSocketConstants.QUERY, "CamelFileName=x&after=a%26b%2F")
        .containsOnlyKeys(
            WebSocketConstants.CONNECTION_KEY, WebSocketConstants.EVENT, WebSocketConstants.QUERY);
    assertThat(journal.expect("MESSAGE").headers().keySet())
        .isEqualTo(Set.of(WebSocketConstants.CONNECTION_KEY, WebSocketConstants.EVENT));
    journal.expect("CLOSE");
  }

  @Test
  void sendsToOneOrToAll() throws Exception {
    Journal journal = journals.of("/held");
    Client first = Client.reading(at("/held"));
    String firstKey = journal.expect("OPEN").key();
    Client second = Client.reading(at("/held"));
    String secondKey = journal.expect("OPEN").key();

    for (String key : Set.of(firstKey, secondKey)) {
      camel.sendBodyAndHeaders(
          "websocket-jsr356:/held",
          "for you",
          Map.of(WebSocketConstants.CONNECTION_KEY, key, WebSocketConstants.RELEASE, true));
    }
    camel.sendBodyAndHeader(
        "websocket-jsr356:/held", "two only", WebSocketConstants.CONNECTION_KEY, secondKey);
    camel.sendBody(
        "websocket-jsr356:/held?sendToAll=true", "für alle €".getBytes(StandardCharsets.UTF_8));

    assertThat(first.hears()).isEqualTo("for you");
    assertThat(first.hears()).isEqualTo("für alle €");
    assertThat(second.hears()).isEqualTo("for you");
    assertThat(second.hears()).isEqualTo("two only");
    assertThat(second.hears()).isEqualTo("für alle €");
    first.leave();
    second.leave();
    journal.expect("CLOSE");
    journal.expect("CLOSE");
  }

  @Test
  void sendsToThoseWhoseFilterLetsItPass() throws Exception {
    Journal journal = journals.of("/held");
    Client all = Client.reading(at("/held"));
    release(journal.expect("OPEN").key(), about -> true);
    Client some = Client.reading(at("/held"));
    release(journal.expect("OPEN").key(), "tea"::equals);

    for (String about : new String[] {"coffee", "tea"}) {
      camel.sendBodyAndHeader(
          "websocket-jsr356:/held?sendToAll=true", about + "!", WebSocketConstants.ABOUT, about);
    }
    camel.sendBody("websocket-jsr356:/held?sendToAll=true", "closing time");

    for (String frame : new String[] {"hi", "coffee!", "tea!", "closing time"}) {
      assertThat(all.hears()).isEqualTo(frame);
    }
    for (String frame : new String[] {"hi", "tea!", "closing time"}) {
      assertThat(some.hears()).isEqualTo(frame);
    }
    all.leave();
    some.leave();
    journal.expect("CLOSE");
    journal.expect("CLOSE");
  }

  private void release(String key, Predicate<Object> filter) {
    camel.sendBodyAndHeaders(
        "websocket-jsr356:/held",
        "hi",
        Map.of(
            WebSocketConstants.CONNECTION_KEY,
            key,
            WebSocketConstants.RELEASE,
            true,
            WebSocketConstants.FILTER,
            filter));
  }

  @Test
  void survivesARouteThatFails() throws Exception {
    Journal journal = journals.of("/faulty");
    Client client = Client.reading(at("/faulty"));
    journal.expect("OPEN");

    client.say("four");

    journal.expect("MESSAGE");
    assertThat(client.hears()).isEqualTo("4");
    client.leave();
    journal.expect("CLOSE");
  }

  @Test
  void isLiveAtOnceWhereNoRouteGreets() throws Exception {
    Client client = Client.reading(at("/unhosted"));
    await()
        .until(
            () ->
                camel
                        .getCamelContext()
                        .getEndpoint(
                            "websocket-jsr356:unhosted?sendToAll=true", WebSocketEndpoint.class)
                        .getConnections()
                    == 1);

    camel.sendBody("direct:unhosted", "news");

    assertThat(client.hears()).isEqualTo("news");
    client.leave();
  }

  @Test
  void showsItsFiguresToManagement() throws Exception {
    Client client = Client.reading(at("/figures"));
    assertThat(client.hears()).isEqualTo(WebSocketTestApplication.HELLO);

    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName pattern =
        new ObjectName("org.apache.camel:type=endpoints,name=\"websocket-jsr356:///figures*\",*");
    assertThat(server.queryNames(pattern, null))
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(server.getAttribute(name, "Connections")).isEqualTo(1);
              assertThat(server.getAttribute(name, "SlowClosed")).isEqualTo(0L);
              await().until(() -> server.getAttribute(name, "SentFrames").equals(1L));
            });
    client.leave();
  }
}
