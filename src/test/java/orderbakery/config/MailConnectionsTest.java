package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MailConnectionsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<Connection> opened = new ArrayList<>();
  private final MailConnections connections = new MailConnections(this::open, nanos::get);

  @Test
  void usesAConnectionForTheNextMailToo() throws Exception {
    send();
    send();

    assertThat(opened).singleElement().extracting(it -> it.mails).isEqualTo(2);
    assertThat(opened.get(0).isOpen).isTrue();
  }

  @Test
  void opensAnotherWhenTheServerHasClosedIt() throws Exception {
    send();
    opened.get(0).isOpen = false;

    send();

    assertThat(opened).extracting(it -> it.mails).containsExactly(1, 1);
  }

  @Test
  void closesOneOnWhichAMailHasFailed() throws Exception {
    send();
    opened.get(0).failure = new MessagingException("450 busy");

    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(this::send)
        .withMessage("450 busy");

    assertThat(opened.get(0).isOpen).isFalse();
    send();
    assertThat(opened).hasSize(2);
  }

  @Test
  void closesOneThatIsIdle() throws Exception {
    send();
    nanos.addAndGet(MailConnections.KEPT_FOR.toNanos() - 1);
    connections.closeIdle();
    assertThat(opened.get(0).isOpen).isTrue();

    nanos.incrementAndGet();
    connections.closeIdle();

    assertThat(opened.get(0).isOpen).isFalse();
  }

  @Test
  void closesOneThatHasSentAsManyAsItMay() throws Exception {
    for (int i = 0; i < MailConnections.MOST_MAILS + 1; i++) {
      send();
    }

    assertThat(opened).extracting(it -> it.mails).containsExactly(MailConnections.MOST_MAILS, 1);
    assertThat(opened.get(0).isOpen).isFalse();
  }

  @Test
  void closesAllAtTheEnd() throws Exception {
    send();

    connections.close();

    assertThat(opened.get(0).isOpen).isFalse();
  }

  private void send() throws MessagingException {
    MimeMessage mail = new MimeMessage((Session) null);
    mail.setRecipient(RecipientType.TO, new InternetAddress("ada@example.com"));
    connections.send(mail);
  }

  private Transport open() {
    Connection connection = new Connection();
    opened.add(connection);
    return connection;
  }

  /** A connection as the server sees it. */
  private static final class Connection extends Transport {
    private boolean isOpen = true;
    private int mails;
    private MessagingException failure;

    Connection() {
      super(Session.getInstance(new Properties()), null);
    }

    @Override
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
      if (failure != null) {
        throw failure;
      }
      mails++;
    }

    @Override
    public synchronized boolean isConnected() {
      return isOpen;
    }

    @Override
    public synchronized void close() {
      isOpen = false;
    }
  }
}
