package orderbakery.config;

import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/** The mail server of this installation. Nothing of a message says how it is reached. */
final class MailServer extends DefaultJavaMailSender implements AutoCloseable {
  private static final String CONNECT_WITHIN = "10000";
  private static final String ANSWER_WITHIN = "20000";

  private final MailConnections connections = new MailConnections(this::open, System::nanoTime);
  private final ScheduledThreadPoolExecutor thread = ClockThread.named("mail-connections");

  /**
   * @param username empty for a server that wants no login
   */
  MailServer(String host, int port, String username, String password, MailSettings.Tls tls) {
    setProtocol(tls.protocol());
    setHost(host);
    setPort(port);
    boolean logsIn = !username.isEmpty();
    if (logsIn) {
      setUsername(username);
      setPassword(password);
    }
    Properties properties = new Properties();
    String prefix = "mail." + tls.protocol() + ".";
    properties.setProperty("mail.transport.protocol", tls.protocol());
    properties.setProperty(prefix + "connectiontimeout", CONNECT_WITHIN);
    properties.setProperty(prefix + "timeout", ANSWER_WITHIN);
    properties.setProperty(prefix + "writetimeout", ANSWER_WITHIN);
    properties.setProperty(prefix + "auth", String.valueOf(logsIn));
    properties.setProperty(
        prefix + "starttls.enable",
        String.valueOf(tls == MailSettings.Tls.OFFERED || tls == MailSettings.Tls.REQUIRED));
    properties.setProperty(
        prefix + "starttls.required", String.valueOf(tls == MailSettings.Tls.REQUIRED));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    setJavaMailProperties(properties);
    long period = MailConnections.KEPT_FOR.toMillis();
    var unused =
        thread.scheduleWithFixedDelay(
            connections::closeIdle, period, period, TimeUnit.MILLISECONDS);
  }

  /** Its certificate is one of those that these sockets trust. */
  void trust(SSLSocketFactory sockets) {
    getJavaMailProperties().put("mail." + getProtocol() + ".ssl.socketFactory", sockets);
  }

  @Override
  public void send(MimeMessage mail) throws MessagingException {
    connections.send(mail);
  }

  private Transport open() throws MessagingException {
    Transport transport = getTransport(getSession());
    PasswordAuthentication login = getPasswordAuthentication();
    transport.connect(getHost(), getPort(), login.getUserName(), login.getPassword());
    return transport;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    connections.close();
  }
}
