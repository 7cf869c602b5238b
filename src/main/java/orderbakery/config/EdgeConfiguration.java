package orderbakery.config;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import orderbakery.edge.BodyLimit;
import orderbakery.edge.ClientAddress;
import orderbakery.edge.Failures;
import orderbakery.edge.HostCheck;
import orderbakery.edge.HttpEngine;
import orderbakery.edge.KnownHosts;
import orderbakery.edge.NotReady;
import orderbakery.edge.OriginCheck;
import orderbakery.edge.OwnOrigin;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.ProblemWriter;
import orderbakery.edge.RateLimit;
import orderbakery.edge.SecureTransport;
import orderbakery.edge.TrustedProxies;
import orderbakery.edge.UploadLimits;
import orderbakery.feed.TicketStore;
import orderbakery.feed.Tickets;
import orderbakery.figures.TooSlow;
import orderbakery.files.FileStoreAway;
import orderbakery.websocket.WebSocketComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.springframework.amqp.AmqpException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.HandlerMapping;

/** The HTTP edge: filters, headers, problems. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

  @Bean("failures")
  Failures failures(ProblemWriter problems) {
    return new Failures(
        List.of(
            AmqpException.class,
            MongoException.class,
            FileStoreAway.class,
            TooSlow.class,
            GenericFileOperationFailedException.class),
        problems);
  }

  @Bean("problem-writer")
  ProblemWriter problemWriter() {
    return new ProblemWriter(UUID::randomUUID);
  }

  @Bean
  ProblemResponse problemResponse(ProblemWriter writer) {
    return new ProblemResponse(writer);
  }

  @Bean
  UploadLimits uploadLimits(BakerySettings settings) {
    return new UploadLimits(
        settings.http().requestDeadline(), settings.files().sizeLimit().toBytes());
  }

  @Bean("platform-http-engine")
  HttpEngine httpEngine(
      @Value("${server.port}") int port,
      ProblemResponse problems,
      MeterRegistry meters,
      UploadLimits uploads) {
    return new HttpEngine(port, problems, meters, uploads);
  }

  /** Behind all checks. */
  @Bean
  FilterRegistrationBean<HttpEngine> apiOfTheRoutes(HttpEngine engine) {
    FilterRegistrationBean<HttpEngine> filter = new FilterRegistrationBean<>(engine);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC); // a body came later
    return filter;
  }

  /** Leads websocket handshakes to the routes that take them. */
  @Bean
  HandlerMapping webSocketHandshakes(CamelContext camel) {
    return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
  }

  @Bean("tickets")
  Tickets tickets(TicketStore store, BakerySettings settings, Clock clock) {
    return new Tickets(store, settings.feed().openTickets(), new SecureRandom(), clock);
  }

  @Bean
  KnownHosts knownHosts(BakerySettings settings) {
    return new KnownHosts(settings.http().hosts());
  }

  @Bean
  TrustedProxies trustedProxies(BakerySettings settings) {
    return new TrustedProxies(settings.http().trustedProxies());
  }

  @Bean
  OwnOrigin ownOrigin(TrustedProxies proxies) {
    return new OwnOrigin(proxies);
  }

  @Bean
  OwnPorts ownPorts(Environment environment) {
    return new OwnPorts(environment);
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(
      BakerySettings settings, ProblemResponse problems, UploadLimits uploads) {
    int limit = Math.toIntExact(settings.bodyLimit().toBytes());
    return Checks.BODY.by(new BodyLimit(limit, uploads.within(), problems, uploads));
  }

  @Bean
  FilterRegistrationBean<HostCheck> hostCheck(KnownHosts hosts, ProblemResponse problems) {
    return Checks.HOST.by(new HostCheck(hosts, problems));
  }

  @Bean
  FilterRegistrationBean<OriginCheck> originCheck(
      OwnOrigin own, BakerySettings settings, ProblemResponse problems) {
    return Checks.ORIGIN.by(new OriginCheck(own, settings.http().origins(), problems));
  }

  @Bean
  FilterRegistrationBean<SecureTransport> secureTransport(OwnOrigin own) {
    return Checks.TRANSPORT.by(new SecureTransport(own));
  }

  @Bean
  FilterRegistrationBean<ClientAddress> clientAddress(TrustedProxies proxies) {
    return Checks.CLIENT_ADDRESS.by(new ClientAddress(proxies));
  }

  @Bean
  @ConditionalOnExpression("${bakery.limits.requests-per-second} > 0")
  FilterRegistrationBean<RateLimit> rateLimit(BakerySettings settings, ProblemResponse problems) {
    return Checks.RATE.by(
        new RateLimit(settings.limits().requestsPerSecond(), System::nanoTime, problems));
  }

  @Bean
  FilterRegistrationBean<NotReady> notReady(Work work, ProblemResponse problems) {
    return Checks.READINESS.by(new NotReady(work::hasBegun, problems));
  }
}
