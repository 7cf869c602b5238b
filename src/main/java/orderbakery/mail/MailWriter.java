package orderbakery.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import orderbakery.component.Fact;
import orderbakery.notice.Notice;
import orderbakery.notice.PublicFactReader;
import orderbakery.notice.Untellable;

/**
 * Makes the mail of a notice: plain text and HTML. It is the same each time, by its {@code
 * Message-ID} too, so that who gets it twice can tell.
 */
public final class MailWriter {
  private static final int LONGEST_SUBJECT = 200;
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final InternetAddress from;
  private final String locale;
  private final MailTemplates templates;
  private final PublicFactReader facts;

  /**
   * @param from whose mails they are
   * @param locale of the templates
   * @throws IllegalArgumentException when {@code from} is no address
   */
  public MailWriter(String from, String locale, MailTemplates templates, PublicFactReader facts) {
    try {
      this.from = new InternetAddress(from, true);
    } catch (MessagingException e) {
      throw new IllegalArgumentException(from + " is no address", e);
    }
    this.locale = locale;
    this.templates = templates;
    this.facts = facts;
  }

  /**
   * The mail of a notice.
   *
   * @throws Untellable when none can be made of it
   */
  public MimeMessage write(Notice notice) throws Untellable {
    try {
      Fact fact = facts.read(notice.fact());
      return write(notice, fact, templates.write(fact.type(), fact.data()));
    } catch (IOException | MessagingException | RuntimeException e) {
      throw new Untellable("no mail can be made of " + notice.id() + ": " + e.getMessage(), e);
    }
  }

  private MimeMessage write(Notice notice, Fact fact, MailTemplates.Written written)
      throws MessagingException {
    MimeMessage mail = new Composed("<" + notice.id() + "@" + domain() + ">");
    mail.setFrom(from);
    mail.setRecipient(RecipientType.TO, new InternetAddress(notice.address(), true));
    mail.setSubject(oneLine(written.subject()), UTF_8);
    mail.setSentDate(Date.from(fact.time()));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's machine answers it
    mail.setContentLanguage(new String[] {locale});
    mail.setContent(
        new MimeMultipart(
            "alternative", part(written.text(), "plain"), part(written.html(), "html")));
    mail.saveChanges();
    return mail;
  }

  /** The bytes of the mail, as a file holds it; throws likewise. */
  public byte[] bytes(Notice notice) throws Untellable {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(notice).writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException | MessagingException e) {
      throw new Untellable("no file can be made of " + notice.id(), e);
    }
  }

  private String domain() {
    String address = from.getAddress();
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  /** Whatever breaks a line, or cannot be seen, is a blank: a header ends where its line ends. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + " …";
  }

  /** One that keeps its id. */
  private static final class Composed extends MimeMessage {
    private final String id;

    Composed(String id) {
      super((Session) null);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
