package orderbakery.config;

import com.mongodb.MongoException;
import java.util.List;
import java.util.UUID;
import orderbakery.edge.ApiHeaders;
import orderbakery.edge.AsyncHttpEngine;
import orderbakery.edge.BodyLimit;
import orderbakery.edge.Failures;
import orderbakery.edge.HostCheck;
import orderbakery.edge.KnownHosts;
import orderbakery.edge.NotReady;
import orderbakery.edge.OriginCheck;
import orderbakery.edge.OwnOrigin;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.ProblemWriter;
import orderbakery.websocket.WebSocketComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.amqp.AmqpException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.servlet.HandlerMapping;

/** The HTTP edge: filters, headers, problems. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

  @Bean("api-headers")
  ApiHeaders apiHeaders() {
    return new ApiHeaders();
  }

  @Bean("failures")
  Failures failures() {
    return new Failures(List.of(AmqpException.class, MongoException.class));
  }

  @Bean("problem-writer")
  ProblemWriter problemWriter() {
    return new ProblemWriter(UUID::randomUUID);
  }

  @Bean
  ProblemResponse problemResponse(ProblemWriter writer) {
    return new ProblemResponse(writer);
  }

  /** Requests wait without a thread. */
  @Bean("platform-http-engine")
  PlatformHttpEngine httpEngine(
      @Value("${server.port}") int port,
      @Qualifier("applicationTaskExecutor") AsyncTaskExecutor requests) {
    return new AsyncHttpEngine(port, requests);
  }

  /** Leads websocket handshakes to the routes that take them. */
  @Bean
  HandlerMapping webSocketHandshakes(CamelContext camel) {
    return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
  }

  @Bean
  KnownHosts knownHosts(BakerySettings settings) {
    return new KnownHosts(settings.http().hosts());
  }

  @Bean
  OwnOrigin ownOrigin(BakerySettings settings) {
    return new OwnOrigin(settings.http().trustedProxies());
  }

  @Bean
  FilterRegistrationBean<HostCheck> hostCheck(KnownHosts hosts, ProblemResponse problems) {
    FilterRegistrationBean<HostCheck> filter =
        new FilterRegistrationBean<>(new HostCheck(hosts, problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
    return filter;
  }

  @Bean
  FilterRegistrationBean<OriginCheck> originCheck(
      OwnOrigin own, BakerySettings settings, ProblemResponse problems) {
    FilterRegistrationBean<OriginCheck> filter =
        new FilterRegistrationBean<>(new OriginCheck(own, settings.http().origins(), problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 6);
    return filter;
  }

  @Bean
  FilterRegistrationBean<NotReady> notReady(Work work, ProblemResponse problems) {
    FilterRegistrationBean<NotReady> filter =
        new FilterRegistrationBean<>(new NotReady(work::hasBegun, problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(BakerySettings settings, ProblemResponse problems) {
    int limit = Math.toIntExact(settings.bodyLimit().toBytes());
    FilterRegistrationBean<BodyLimit> filter =
        new FilterRegistrationBean<>(new BodyLimit(limit, problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return filter;
  }
}
