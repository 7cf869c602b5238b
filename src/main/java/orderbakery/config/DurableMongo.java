package orderbakery.config;

import com.mongodb.WriteConcern;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.mongodb.MongoDbComponent;
import org.apache.camel.component.mongodb.MongoDbEndpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultProducer;

/**
 * Camel's component for MongoDB, which writes with the concern of its client, and has done a write
 * of no documents at once. Left alone it puts a concern of its own in the place of the client's,
 * one that leaves the number of members to the server's default; and the driver refuses an empty
 * bulk.
 */
@Component("mongodb")
final class DurableMongo extends MongoDbComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String client, Map<String, Object> parameters)
      throws Exception {
    MongoDbEndpoint endpoint = new DurableEndpoint(uri, this);
    endpoint.setConnectionBean(client);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static final class DurableEndpoint extends MongoDbEndpoint {
    DurableEndpoint(String uri, DurableMongo component) {
      super(uri, component);
    }

    @Override
    public WriteConcern getWriteConcernBean() {
      return getMongoConnection().getWriteConcern();
    }

    @Override
    public Producer createProducer() {
      Producer producer = super.createProducer();
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) throws Exception {
          boolean isNothing =
              exchange.getMessage().getBody() instanceof Collection<?> documents
                  && documents.isEmpty();
          if (!isNothing) {
            producer.process(exchange);
          }
        }
      };
    }
  }
}
