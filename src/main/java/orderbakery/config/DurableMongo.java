package orderbakery.config;

import com.mongodb.WriteConcern;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mongodb.MongoDbComponent;
import org.apache.camel.component.mongodb.MongoDbEndpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's component for MongoDB, which writes with the concern of its client. Left alone it puts
 * its own in the place of that, one that leaves the number of members to the server's default.
 */
@Component("mongodb")
final class DurableMongo extends MongoDbComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String client, Map<String, Object> parameters)
      throws Exception {
    MongoDbEndpoint endpoint = new ClientsConcern(uri, this);
    endpoint.setConnectionBean(client);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static final class ClientsConcern extends MongoDbEndpoint {
    ClientsConcern(String uri, DurableMongo component) {
      super(uri, component);
    }

    @Override
    public WriteConcern getWriteConcernBean() {
      return getMongoConnection().getWriteConcern();
    }
  }
}
