package orderbakery.websocket;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A test with real connections to the component in the embedded servlet container. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = WebSocketTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "camel.main.name=websocket-test",
      "camel.main.jmx-enabled=true",
      "camel.main.routes-include-pattern=false",
      "camel.main.auto-startup=true",
      "camel.component.platform-http.enabled=false",
      "server.address=127.0.0.1",
      "hawtio.authenticationEnabled=false"
    })
@interface OverTheWire {}
