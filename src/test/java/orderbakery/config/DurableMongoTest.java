package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableMongoTest {
  private static final String INSERT = "mongodb:mongo?database=d&collection=c&operation=insert";
  private static final String BULK = "mongodb:mongo?database=d&collection=c&operation=bulkWrite";

  /** Nobody listens there: whoever asks it waits in vain. */
  private final MongoClient nobody =
      MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=1");

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private ProducerTemplate steps;

  @BeforeEach
  void start() {
    camel.addComponent("mongodb", new DurableMongo());
    camel.getRegistry().bind("mongo", nobody);
    camel.start();
    steps = camel.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    camel.stop();
    nobody.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {INSERT, BULK})
  void hasDoneAWriteOfNothingAtOnce(String step) {
    assertThat(steps.requestBody(step, List.of())).isEqualTo(List.of());
  }

  @Test
  void asksTheServerForAllElse() {
    assertThatThrownBy(() -> steps.requestBody(INSERT, List.of(new Document())))
        .hasRootCauseInstanceOf(MongoTimeoutException.class);
  }
}
