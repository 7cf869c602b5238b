package orderbakery.config;

import com.mongodb.MongoException;
import java.util.List;
import java.util.UUID;
import orderbakery.api.Whereabouts;
import orderbakery.edge.ApiHeaders;
import orderbakery.edge.BodyLimit;
import orderbakery.edge.Failures;
import orderbakery.edge.NotReady;
import orderbakery.edge.ProblemCatalogue;
import orderbakery.edge.ProblemReport;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.ProblemWriter;
import orderbakery.edge.RequestHead;
import orderbakery.websocket.WebSocketComponent;
import org.apache.camel.CamelContext;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.amqp.AmqpException;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
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

  @Bean("whereabouts")
  Whereabouts whereabouts() {
    return new Whereabouts();
  }

  @Bean("problem-writer")
  ProblemWriter problemWriter() {
    return new ProblemWriter(UUID::randomUUID);
  }

  @Bean
  ProblemResponse problemResponse(ProblemWriter writer) {
    return new ProblemResponse(writer);
  }

  @Bean("problem-catalogue")
  ProblemCatalogue problemCatalogue() {
    return new ProblemCatalogue();
  }

  /** The report of ours instead of the container's page; its limit of headers after ours. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems(
      ProblemResponse problems) {
    return tomcat -> {
      tomcat.addContextCustomizers(
          context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(ProblemReport.class.getName());
            host.getPipeline().addValve(new ProblemReport(problems));
          });
      tomcat.addConnectorCustomizers(
          connector ->
              ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).setMaxHeaderCount(-1));
    };
  }

  /** With this the management port answers its own errors as JSON; ours are problems. */
  @Bean
  ErrorAttributes managementErrors() {
    return new DefaultErrorAttributes();
  }

  /** Leads websocket handshakes to the routes that take them. */
  @Bean
  HandlerMapping webSocketHandshakes(CamelContext camel) {
    return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
  }

  @Bean
  FilterRegistrationBean<NotReady> notReady(Work work, ProblemResponse problems) {
    FilterRegistrationBean<NotReady> filter =
        new FilterRegistrationBean<>(new NotReady(work::hasBegun, problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  FilterRegistrationBean<RequestHead> requestHead(ProblemResponse problems) {
    FilterRegistrationBean<RequestHead> filter =
        new FilterRegistrationBean<>(new RequestHead(problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
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
