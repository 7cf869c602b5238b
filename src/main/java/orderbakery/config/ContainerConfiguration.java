package orderbakery.config;

import java.time.Duration;
import orderbakery.component.Components;
import orderbakery.edge.BodyLimit;
import orderbakery.edge.ProblemCatalogue;
import orderbakery.edge.ProblemReport;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.ProblemWriter;
import orderbakery.edge.RequestHead;
import orderbakery.edge.TimedHeads;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** The servlet container: what it refuses becomes a problem, and our limits come before its own. */
@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {
  private static final int UNLIMITED = -1;

  /** Bytes of a frame that leave in one piece: of 830 real orders two are longer. */
  private static final String FRAME_BUFFER = "1536";

  /** Bytes. */
  private static final String SOCKET_BUFFER = "2048";

  /** Characters or bytes. */
  private static final int SILENT_BUFFER = 128;

  @Bean("problem-catalogue")
  ProblemCatalogue problemCatalogue(Components components) {
    return new ProblemCatalogue(components.names());
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
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> timeForHeads(
      BakerySettings settings, ProblemWriter problems) {
    Duration within = settings.http().requestDeadline();
    return tomcat -> {
      tomcat.setProtocol(TimedHeads.class.getName());
      tomcat.addConnectorCustomizers(
          connector ->
              ((TimedHeads) connector.getProtocolHandler())
                  .limit(within, () -> TimedHeads.tooSlow(problems, within)));
    };
  }

  /** The container would give up a body that pauses before {@link BodyLimit} gives up all of it. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> patienceForBodies(
      BakerySettings settings) {
    int longer = Math.toIntExact(settings.http().requestDeadline().multipliedBy(2).toMillis());
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              AbstractHttp11Protocol<?> http =
                  (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
              http.setDisableUploadTimeout(false);
              http.setConnectionUploadTimeout(longer);
            });
  }

  @Bean(destroyMethod = "end")
  ContainerThreads containerThreads(ServerProperties server) {
    ServerProperties.Tomcat.Threads threads = server.getTomcat().getThreads();
    return ContainerThreads.of(threads.getMinSpare(), threads.getMax());
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> framesBesideRequests(
      ContainerThreads threads) {
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> connector.getProtocolHandler().setExecutor(threads));
  }

  /** Tomcat's own would take 64 KB of heap for every websocket that is idle. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> buffersForManyConnections() {
    System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", FRAME_BUFFER);
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER);
              connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER);
            });
  }

  /** Until a client says something; then it gets the buffers of its path. */
  @Bean
  ServletServerContainerFactoryBean buffersForSilentClients() {
    ServletServerContainerFactoryBean websockets = new ServletServerContainerFactoryBean();
    websockets.setMaxTextMessageBufferSize(SILENT_BUFFER);
    websockets.setMaxBinaryMessageBufferSize(SILENT_BUFFER);
    return websockets;
  }

  @Bean
  FilterRegistrationBean<RequestHead> requestHead(ProblemResponse problems) {
    return Checks.HEAD.by(new RequestHead(problems));
  }

  /** With this the management port answers its own errors as JSON. */
  @Bean
  ErrorAttributes managementErrors() {
    return new DefaultErrorAttributes();
  }
}
