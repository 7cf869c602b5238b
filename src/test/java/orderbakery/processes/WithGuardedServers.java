package orderbakery.processes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs only where RabbitMQ and MongoDB have the users of the composition, and TLS. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = "REAL_GUARDS",
    matches = ".+",
    disabledReason = "needs guarded servers: scripts/real-servers start guarded")
@interface WithGuardedServers {}
