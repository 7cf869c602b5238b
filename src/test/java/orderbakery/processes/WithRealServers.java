package orderbakery.processes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs only where RabbitMQ and MongoDB are: an embedded server belongs to one process. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = "RABBITMQ_ADDRESSES",
    matches = ".+",
    disabledReason = "needs RabbitMQ: scripts/real-servers starts one")
@EnabledIfEnvironmentVariable(
    named = "MONGODB_URI",
    matches = ".+",
    disabledReason = "needs MongoDB: scripts/real-servers starts one")
@interface WithRealServers {}
