package orderbakery.config;

import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/** The mail server of this installation. Nothing of a message says how it is reached. */
final class MailServer extends DefaultJavaMailSender {
  private static final String CONNECT_WITHIN = "10000";
  private static final String ANSWER_WITHIN = "20000";

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
  }

  /** Its certificate is one of those that these sockets trust. */
  void trust(SSLSocketFactory sockets) {
    getJavaMailProperties().put("mail." + getProtocol() + ".ssl.socketFactory", sockets);
  }
}
