package orderbakery.config;

import orderbakery.edge.ProblemCatalogue;
import orderbakery.edge.ProblemReport;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.RequestHead;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The servlet container: what it refuses becomes a problem, and our limits come before its own. */
@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {
  private static final int UNLIMITED = -1;

  @Bean("problem-catalogue")
  ProblemCatalogue problemCatalogue() {
    return new ProblemCatalogue();
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems(
      ProblemResponse problems) {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> {
              StandardHost host = (StandardHost) context.getParent();
              host.setErrorReportValveClass(ProblemReport.class.getName());
              host.getPipeline().addValve(new ProblemReport(problems));
            });
  }

  /** The container would answer 400 to too many headers; {@link RequestHead} answers 431. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersAsManyAsFit() {
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector ->
                ((AbstractHttp11Protocol<?>) connector.getProtocolHandler())
                    .setMaxHeaderCount(UNLIMITED));
  }

  @Bean
  FilterRegistrationBean<RequestHead> requestHead(ProblemResponse problems) {
    FilterRegistrationBean<RequestHead> filter =
        new FilterRegistrationBean<>(new RequestHead(problems));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
    return filter;
  }

  /** With this the management port answers its own errors as JSON. */
  @Bean
  ErrorAttributes managementErrors() {
    return new DefaultErrorAttributes();
  }
}
