package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.fixtures.Http;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application, on embedded servers, or on real ones where {@code
 * RABBITMQ_ADDRESSES} and {@code MONGODB_URI} name them.
 *
 * <p>One application serves all of them that want nothing special, see {@link
 * SharedApplicationLast}, and the queues of a real broker are those of earlier runs: a test counts
 * its own orders only.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "spring.jmx.enabled=true",
      "bakery.demo=false",
      "management.endpoints.jmx.exposure.include=deadletters,health",
      "bakery.http.hosts=bakery.example",
      "bakery.http.origins=https://shop.example",
      "bakery.http.trusted-proxies=127.0.0.0/8",
      "bakery.http.request-deadline=6s"
    })
@AutoConfigureObservability
@ContextConfiguration(initializers = OwnData.class)
abstract class FlowTest {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  Bakery bakery;
  Stored stored;
  Wire wire;
  Http management;

  private Overhearing overhearing;

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  @Autowired private MongoDatabase sourceDatabase;
  @Autowired private MongoDatabase presentationDatabase;
  @Autowired private ConnectionFactory connections;
  @Autowired private ConfirmedPublisher rooms;

  @BeforeEach
  void awaitReadiness() {
    management = new Http(managementPort);
    bakery = new Bakery(Http.toTheApi(port));
    stored = new Stored(sourceDatabase, presentationDatabase);
    wire = new Wire(connections, rooms);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(management.send("GET", "/actuator/health/readiness").status())
                    .isEqualTo(200));
    // once the rooms are there
    overhearing = Overhearing.begin(connections, wire::hasPublished);
  }

  /** What the application has said in the rooms during the test is what asyncapi.yaml knows. */
  @AfterEach
  void endOverhearing() {
    if (overhearing != null) {
      overhearing.end();
    }
  }
}
