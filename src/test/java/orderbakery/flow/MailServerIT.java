package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import orderbakery.fixtures.MailServer.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A mail server of scripts/real-servers takes mails by STARTTLS and with a login alone. */
@DirtiesContext
@EnabledIfEnvironmentVariable(named = "REAL_SMTP", matches = ".+")
@TestPropertySource(
    properties = {
      "bakery.mail.from=orders@bakery.example",
      "bakery.mail.tls=required",
      "smtp.host=localhost",
      "smtp.username=bakery",
      "smtp.ssl-bundle=mail"
    })
class MailServerIT extends FlowTest {
  private static final String FOLDER = System.getenv("REAL_SMTP");

  @DynamicPropertySource
  static void server(DynamicPropertyRegistry settings) {
    settings.add("smtp.port", () -> read("ports"));
    settings.add("smtp.password", () -> read("password"));
    settings.add(
        "spring.ssl.bundle.pem.mail.truststore.certificate",
        () -> "file:" + Path.of(FOLDER, "ca.pem"));
  }

  @Test
  void takesAMail() {
    String ada = UUID.randomUUID() + "@shop.example";
    String id = bakery.placed(anOrder().by("Ada", ada).of(2, "Käse").body());

    List<Mail> mails =
        await().atMost(PATIENCE).until(() -> mailsTo(ada), found -> !found.isEmpty());

    assertThat(mails).extracting(Mail::id).containsExactly("<" + id + "-mail@bakery.example>");
    assertThat(mails.get(0).text()).contains("2 x Käse: 25.00 EUR");
  }

  private static List<Mail> mailsTo(String address) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(FOLDER, "mails", "new"))) {
      return files.map(MailServerIT::mail).filter(it -> it.to().equals(address)).toList();
    }
  }

  private static Mail mail(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return Mail.of(new MimeMessage(null, bytes));
    } catch (Exception e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of(FOLDER, name)).strip();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
