package orderbakery.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.component.Plural;
import orderbakery.log.EventLog;
import orderbakery.log.ScheduledCommand;
import orderbakery.log.Sha256;
import orderbakery.message.CommandMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/**
 * The products of the demo, as commands that create them. Their ids are made of their SKUs, so that
 * the log takes each once, however often and in how many processes it is sent.
 */
public final class DemoCatalogue {
  static final String COMPONENT = "product";

  private static final Logger LOG = LoggerFactory.getLogger("order-bakery");
  private static final UUID PRODUCTS = UUID.fromString("5c1b7c1e-3f2a-5d0b-8a6e-2f0f4f6f7d21");
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Components components;
  private final EventLog log;
  private final CommandMessages messages;
  private final Clock clock;
  private final String acceptedBy;

  DemoCatalogue(
      Components components,
      EventLog log,
      CommandMessages messages,
      Clock clock,
      String acceptedBy) {
    this.components = components;
    this.log = log;
    this.messages = messages;
    this.clock = clock;
    this.acceptedBy = acceptedBy;
  }

  /**
   * The commands that the log has never had; one whose product was deleted since is not missing.
   */
  public List<RoomMessage> missing() {
    List<ScheduledCommand> all = commands();
    Set<String> known = log.digests(all.stream().map(ScheduledCommand::id).toList()).keySet();
    List<ScheduledCommand> missing = all.stream().filter(it -> !known.contains(it.id())).toList();
    if (!missing.isEmpty()) {
      LOG.info(
          "The catalogue gets {} of the demo; with bakery.demo=false it would get none",
          Plural.of(missing.size(), "product"));
    }
    return missing.stream().map(messages::write).toList();
  }

  private List<ScheduledCommand> commands() {
    Component<?> products = components.named(COMPONENT).orElseThrow();
    Instant now = clock.instant();
    try (Stream<String> lines =
        new ClassPathResource("demo/products.jsonl").getContentAsString(UTF_8).lines()) {
      return lines.map(line -> command(products, line, now)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScheduledCommand command(Component<?> products, String line, Instant now) {
    Map<String, Object> body = product(line);
    String id = UuidCreator.getNameBasedSha1(PRODUCTS, (String) body.get("sku")).toString();
    return new ScheduledCommand(
        id,
        id,
        COMPONENT,
        "create",
        ((Admitted) products.admit("create", body, now)).payload(),
        null,
        now,
        acceptedBy,
        "order-bakery",
        true,
        Sha256.of("demo " + line),
        null);
  }

  private static Map<String, Object> product(String line) {
    try {
      return new JsonMapper().readValue(line, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
