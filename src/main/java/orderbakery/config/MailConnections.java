package orderbakery.config;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails by connections that are kept open a short while for the next one: to connect, agree
 * on keys and log in takes longer than to send. One that was kept is asked before it is used, and
 * one on which anything has failed is closed.
 *
 * <p>For any number of threads. There are no more connections than threads that send.
 */
final class MailConnections implements AutoCloseable {
  static final Duration KEPT_FOR = Duration.ofSeconds(5);

  /** Servers that count mails of a connection allow so many, and mostly more. */
  static final int MOST_MAILS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(MailConnections.class);

  private final Opening opening;
  private final LongSupplier nanoTime;
  private final Deque<Kept> kept = new ConcurrentLinkedDeque<>();

  /** How a connection is made. */
  interface Opening {
    Transport open() throws MessagingException;
  }

  private record Kept(Transport transport, int mails, long since) {}

  /**
   * @param nanoTime never goes back, {@code System::nanoTime}
   */
  MailConnections(Opening opening, LongSupplier nanoTime) {
    this.opening = opening;
    this.nanoTime = nanoTime;
  }

  void send(MimeMessage mail) throws MessagingException {
    Kept open = next();
    boolean isSent = false;
    try {
      open.transport().sendMessage(mail, mail.getAllRecipients());
      isSent = true;
    } finally {
      if (isSent && open.mails() + 1 < MOST_MAILS) {
        kept.addFirst(new Kept(open.transport(), open.mails() + 1, nanoTime.getAsLong()));
      } else {
        close(open);
      }
    }
  }

  /** The one that was used last, so that those that are not needed grow old. */
  private Kept next() throws MessagingException {
    for (Kept last = kept.pollFirst(); last != null; last = kept.pollFirst()) {
      if (last.transport().isConnected()) { // the server has answered
        return last;
      }
    }
    return new Kept(opening.open(), 0, nanoTime.getAsLong());
  }

  /** Closes what nobody has used for a while. */
  void closeIdle() {
    long now = nanoTime.getAsLong();
    for (Kept it : List.copyOf(kept)) {
      if (now - it.since() >= KEPT_FOR.toNanos() && kept.remove(it)) {
        close(it);
      }
    }
  }

  private static void close(Kept open) {
    try {
      open.transport().close();
    } catch (MessagingException e) { // what it has sent, it has sent
      LOG.debug("A connection to the mail server did not end in order", e);
    }
  }

  @Override
  public void close() {
    for (Kept it = kept.pollFirst(); it != null; it = kept.pollFirst()) {
      close(it);
    }
  }
}
