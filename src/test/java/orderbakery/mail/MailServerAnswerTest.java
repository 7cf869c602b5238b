package orderbakery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.SocketTimeoutException;
import orderbakery.notice.Refusal;
import orderbakery.notice.Refusal.Kind;
import orderbakery.notice.Untellable;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "450, LATER",
    "451, LATER",
    "452, LATER",
    "421, AWAY",
    "454, AWAY",
    "530, AWAY",
    "535, AWAY",
    "550, NEVER",
    "552, NEVER",
    "554, NEVER"
  })
  void goesByTheCodeForTheAddress(int code, Kind kind) throws Exception {
    MessagingException address =
        new SMTPAddressFailedException(
            new InternetAddress("ada@example.com"), "RCPT TO", code, code + " so it is\r\n");
    Exception mail =
        new SMTPSendFailedException("RCPT TO", 250, "Invalid Addresses", address, null, null, null);

    assertThat(MailServerAnswer.judge(mail)).isEqualTo(new Refusal(kind, code + " so it is"));
  }

  @ParameterizedTest
  @CsvSource({"452, LATER", "554, NEVER", "421, AWAY"})
  void goesByTheCodeForTheText(int code, Kind kind) {
    Exception mail =
        new SMTPSendFailedException("DATA", code, code + " said", null, null, null, null);

    assertThat(MailServerAnswer.judge(mail).kind()).isEqualTo(kind);
  }

  @Test
  void goesByTheCodeForTheSender() throws Exception {
    Exception mail =
        new SendFailedException(
            "failed",
            new SMTPSenderFailedException(
                new InternetAddress("orders@bakery.example"), "MAIL FROM", 553, "553 not you"));

    assertThat(MailServerAnswer.judge(mail)).isEqualTo(Refusal.never("553 not you"));
  }

  @Test
  void waitsForAServerThatCannotBeReachedOrRefusesUs() {
    assertThat(
            MailServerAnswer.judge(
                new MessagingException("no", new SocketTimeoutException("Read timed out"))))
        .isEqualTo(Refusal.away("Read timed out"));
    assertThat(MailServerAnswer.judge(new AuthenticationFailedException("535 no")).kind())
        .isEqualTo(Kind.AWAY);
    assertThat(
            MailServerAnswer.judge(
                    new MessagingException("STARTTLS is required but host does not support it"))
                .kind())
        .isEqualTo(Kind.AWAY);
  }

  /** Else one mail that always fails so would hold up all others for ever. */
  @Test
  void waitsForOneMailAloneThatAFaultOfOursConcerns() {
    assertThat(MailServerAnswer.judge(new IllegalStateException("a fault")))
        .isEqualTo(Refusal.later("a fault"));
    assertThat(MailServerAnswer.judge(new IllegalStateException(new IOException("disk full"))))
        .as("but a folder that takes no file takes no other either")
        .isEqualTo(Refusal.away("disk full"));
  }

  @Test
  void givesUpWhatNoMailCanBeMadeOf() {
    assertThat(MailServerAnswer.judge(new Untellable("no mail", null)))
        .isEqualTo(Refusal.never("no mail"));
    assertThat(MailServerAnswer.judge(new AddressException("no address")).kind())
        .isEqualTo(Kind.NEVER);
  }
}
