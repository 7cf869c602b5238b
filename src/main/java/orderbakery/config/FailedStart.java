package orderbakery.config;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.rabbitmq.client.AuthenticationFailureException;
import java.net.BindException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import orderbakery.broker.OtherTopology;
import orderbakery.embedded.UnusableFolder;
import orderbakery.store.NewerVersion;
import orderbakery.store.OtherPartitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one line why the process cannot start and what to do, where that is not a fault of ours.
 * Everything else is told by Spring Boot, with its stack.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FailedStart implements SpringBootExceptionReporter {
  private static final Logger LOG = LoggerFactory.getLogger("order-bakery");
  private static final int NOT_AUTHORISED = 13;

  @Override
  public boolean reportException(Throwable failure) {
    Optional<String> reason = reason(failure);
    reason.ifPresent(FailedStart::report);
    return reason.isPresent();
  }

  private static void report(String reason) {
    LOG.error("The process cannot start: {}", reason);
  }

  /** Of an exception or any of its causes; empty when it is no mistake of an operator. */
  static Optional<String> reason(Throwable failure) {
    return first(failure, FailedStart::mistake).map(FailedStart::line);
  }

  /** Whether a server has refused who we are: waiting for it would not help. */
  static boolean isRefusal(Throwable failure) {
    return first(failure, FailedStart::refusal).isPresent();
  }

  private static Optional<String> first(
      Throwable failure, Function<Throwable, Optional<String>> reason) {
    return Stream.iterate(failure, cause -> cause != null, FailedStart::cause)
        .flatMap(cause -> reason.apply(cause).stream())
        .findFirst();
  }

  /** A server that is away keeps the cause beside it. */
  private static Throwable cause(Throwable failure) {
    Throwable[] beside = failure.getSuppressed();
    return failure.getCause() == null && beside.length > 0 ? beside[0] : failure.getCause();
  }

  private static Optional<String> mistake(Throwable cause) {
    if (cause instanceof InvalidSettings
        || cause instanceof OtherPartitions
        || cause instanceof NewerVersion
        || cause instanceof OtherTopology) {
      return Optional.of(cause.getMessage());
    }
    if (cause instanceof UnusableFolder) {
      return Optional.of(
          cause.getMessage() + "; set bakery.data-directory to one that is this process's own");
    }
    if (cause instanceof PortInUseException taken) {
      return Optional.of(
          "port %s is in use; end who listens there, or set server.port or management.server.port"
              .formatted(taken.getPort()));
    }
    if (cause instanceof BindException) {
      return Optional.of(
          cause.getMessage()
              + "; set server.address and management.server.address to one of this machine");
    }
    if (cause instanceof ConfigDataException) {
      return Optional.of(cause.getMessage() + "; CONFIG_FILE says where it is");
    }
    if (cause instanceof IllegalStateException
        && String.valueOf(cause.getMessage()).startsWith("File extension is not known")) {
      return Optional.of("CONFIG_FILE must name a file that ends in .json");
    }
    if (cause instanceof org.springframework.boot.context.properties.bind.BindException unbound) {
      return unboundValue(unbound);
    }
    if (cause instanceof InvalidConfigurationPropertyValueException wrong) {
      return Optional.of(
          "%s cannot be '%s': %s".formatted(wrong.getName(), wrong.getValue(), wrong.getReason()));
    }
    return refusal(cause);
  }

  private static Optional<String> refusal(Throwable cause) {
    if (cause instanceof AmqpAuthenticationException
        || cause instanceof AuthenticationFailureException) {
      return Optional.of(
          "RabbitMQ refuses the user; look at RABBITMQ_USERNAME and RABBITMQ_PASSWORD: "
              + cause.getMessage());
    }
    if (cause instanceof MongoSecurityException || isNotAuthorised(cause)) {
      return Optional.of(
          "MongoDB refuses the user; look at MONGODB_URI and what that user may do: "
              + cause.getMessage());
    }
    if (isUntrusted(cause)) {
      return Optional.of(
          "the certificate of RabbitMQ is not trusted; look at RABBITMQ_ADDRESSES and the bundle in"
              + " spring.rabbitmq.ssl.bundle: "
              + cause.getMessage());
    }
    if (cause instanceof MongoException && isUntrusted(cause.getCause())) {
      return Optional.of(
          "the certificate of MongoDB is not trusted; look at MONGODB_URI and the bundle in"
              + " spring.data.mongodb.ssl.bundle: "
              + cause.getCause().getMessage());
    }
    return Optional.empty();
  }

  /** As opposed to a server that ends while we greet it. */
  private static boolean isUntrusted(Throwable cause) {
    return cause instanceof SSLHandshakeException
        && cause.getCause() instanceof CertificateException;
  }

  private static boolean isNotAuthorised(Throwable cause) {
    return cause instanceof MongoCommandException answer && answer.getErrorCode() == NOT_AUTHORISED;
  }

  /** A value of another kind than its setting; one of ours that is out of bounds says so itself. */
  private static Optional<String> unboundValue(
      org.springframework.boot.context.properties.bind.BindException unbound) {
    ConfigurationProperty property = unbound.getProperty();
    if (property == null || first(unbound.getCause(), FailedStart::mistake).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s cannot be '%s' (%s)"
            .formatted(property.getName(), property.getValue(), property.getOrigin()));
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
