package orderbakery.embedded;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.BrokerImpl;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.model.port.AmqpPort;

/** One run of Qpid Broker-J: all of it is up, or nothing of it is left. */
final class QpidServer implements AutoCloseable {
  private final Outcome outcome = new Outcome();
  private final SystemLauncher launcher = new SystemLauncher(outcome);

  private QpidServer() {}

  /**
   * Starts the broker and waits until it takes connections.
   *
   * @throws Exception whatever kept it from starting; no thread of it is left then
   */
  static QpidServer start(BrokerSettings settings) throws Exception {
    QpidServer server = new QpidServer();
    try {
      server.launch(settings);
      server.dropShutdownHook();
      server.requireEverythingActive();
      return server;
    } catch (Throwable e) {
      server.abandon(e);
      throw e;
    }
  }

  /** The port it listens on. */
  int port() {
    return amqp().getBoundPort();
  }

  /**
   * Stops the broker.
   *
   * @throws IllegalStateException if it did not stop cleanly
   */
  @Override
  public void close() {
    launcher.shutdown();
    outcome.requireSuccess("the broker did not stop cleanly");
  }

  private void launch(BrokerSettings settings) throws Exception {
    Path configuration = Files.createTempFile(settings.directory(), "start", ".json");
    // else Qpid opens a classpath: URL, which the class loader of a Boot jar does not know
    Path properties = Files.createTempFile(settings.directory(), "start", ".properties");
    try {
      Files.writeString(configuration, settings.initialConfiguration());
      Files.writeString(properties, BrokerSettings.SYSTEM_PROPERTIES);
      startup(
          Map.of(
              ConfiguredObject.TYPE, "Memory",
              ConfiguredObject.CONTEXT, settings.context(),
              SystemConfig.INITIAL_CONFIGURATION_LOCATION, configuration.toUri().toString(),
              SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION, properties.toUri().toString(),
              SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false));
    } finally {
      Files.delete(configuration); // it holds the password
      Files.delete(properties);
    }
  }

  private void startup(Map<String, Object> attributes) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Qpid finds its plugins by ServiceLoader; the system class loader sees none in a Boot jar
    thread.setContextClassLoader(QpidServer.class.getClassLoader());
    try {
      launcher.startup(attributes);
    } finally {
      thread.setContextClassLoader(before);
    }
    outcome.requireSuccess("the broker did not start");
  }

  // its own hook would cut all connections while their users still end in order; it has no setting
  private void dropShutdownHook() throws ReflectiveOperationException {
    Field hook = BrokerImpl.class.getDeclaredField("_shutdownHook");
    hook.setAccessible(true);
    Runtime.getRuntime().removeShutdownHook((Thread) hook.get(outcome.broker));
  }

  // a port or a store that failed leaves the rest of Qpid running, without an exception
  private void requireEverythingActive() {
    VirtualHostNode<?> node = only(VirtualHostNode.class);
    if (node.getState() != State.ACTIVE || node.getVirtualHost() == null) {
      throw new IllegalStateException(
          "the message store is " + node.getState() + ", not ACTIVE; Qpid logged the cause");
    }
    if (amqp().getState() != State.ACTIVE) {
      throw new IllegalStateException(
          "port %s is %s, not ACTIVE: is it in use?"
              .formatted(amqp().getPort(), amqp().getState()));
    }
  }

  private AmqpPort<?> amqp() {
    return (AmqpPort<?>) only(Port.class);
  }

  private <T extends ConfiguredObject<?>> T only(Class<T> kind) {
    return outcome.broker.getChildren(kind).iterator().next();
  }

  private void abandon(Throwable cause) {
    try {
      launcher.shutdown();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Keeps what the launcher only tells its listener. */
  private static final class Outcome extends DefaultSystemLauncherListener {
    private volatile ConfiguredObject<?> broker;
    private volatile Exception failure;

    @Override
    public void onContainerResolve(SystemConfig<?> system) {
      broker = system.getContainer();
    }

    @Override
    public void errorOnStartup(RuntimeException e) {
      failure = e;
    }

    @Override
    public void exceptionOnShutdown(Exception e) {
      failure = e;
    }

    void requireSuccess(String complaint) {
      if (failure != null) {
        throw new IllegalStateException(complaint + ": " + failure.getMessage(), failure);
      }
    }
  }
}
