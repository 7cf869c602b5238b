package orderbakery.processes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs only where a cluster is whose members can be harmed. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = "REAL_CLUSTER",
    matches = ".+",
    disabledReason = "needs a cluster: scripts/real-servers start cluster")
@interface WithCluster {}
