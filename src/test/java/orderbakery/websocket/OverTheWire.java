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
    properties = "CONFIG_FILE=src/test/resources/websocket-test.json")
@interface OverTheWire {}
