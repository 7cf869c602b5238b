package orderbakery.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.util.Set;
import orderbakery.notice.Refusal;
import orderbakery.notice.Untellable;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What it means that a mail was not taken, by the reply codes of RFC 5321. */
public final class MailServerAnswer {
  /** Closing; wants a login, other than ours, or TLS: it takes no mail of ours for now. */
  private static final Set<Integer> TAKES_NONE = Set.of(421, 454, 530, 534, 535, 538);

  private static final int PERMANENT = 500;
  private static final int TRANSIENT = 400;

  private MailServerAnswer() {}

  /**
   * What to do about a failure to send a mail. A fault of ours concerns this mail alone: others are
   * not to wait for it.
   */
  public static Refusal judge(Throwable failure) {
    boolean isOfTheServer = false;
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof Untellable || cause instanceof AddressException) {
        return Refusal.never(cause.getMessage());
      }
      if (cause instanceof AuthenticationFailedException) {
        return Refusal.away("the mail server refuses our login");
      }
      int code = code(cause);
      if (code >= TRANSIENT) {
        return judge(code, cause.getMessage());
      }
      isOfTheServer |= cause instanceof MessagingException || cause instanceof IOException;
    }
    String why = innermost(failure);
    return isOfTheServer ? Refusal.away(why) : Refusal.later(why);
  }

  private static Refusal judge(int code, String said) {
    String why = String.valueOf(said).strip().replaceAll("\\s+", " ");
    if (TAKES_NONE.contains(code)) {
      return Refusal.away(why);
    }
    return code >= PERMANENT ? Refusal.never(why) : Refusal.later(why);
  }

  /** The exception of an address stands behind that of the mail, and says more. */
  private static Throwable next(Throwable failure) {
    return failure instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : failure.getCause();
  }

  private static int code(Throwable failure) {
    if (failure instanceof SMTPAddressFailedException address) {
      return address.getReturnCode();
    }
    if (failure instanceof SMTPSenderFailedException sender) {
      return sender.getReturnCode();
    }
    // of several addresses; what is said of ours is the next one
    return failure instanceof SMTPSendFailedException send && send.getNextException() == null
        ? send.getReturnCode()
        : 0;
  }

  private static String innermost(Throwable failure) {
    Throwable innermost = failure;
    while (next(innermost) != null) {
      innermost = next(innermost);
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message.strip();
  }
}
