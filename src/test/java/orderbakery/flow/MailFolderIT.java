package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import orderbakery.fixtures.MailServer.Mail;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Where there is no mail server, a mail is a file that only its owner can read. */
@DirtiesContext
@TestPropertySource(properties = "bakery.mail.from=orders@localhost")
class MailFolderIT extends FlowTest {
  @Value("${bakery.data-directory}")
  private Path data;

  @Test
  void keepsAMailAsAFile() throws Exception {
    String id = bakery.placed(anOrder().by("Ada", "ada@example.com").of(1, "Käse").body());

    Path file = data.resolve("mail/" + id + "-mail.eml");
    await().atMost(PATIENCE).until(() -> Files.exists(file));
    try (InputStream bytes = Files.newInputStream(file)) {
      Mail mail = Mail.of(new MimeMessage(null, bytes));
      assertThat(mail.id()).isEqualTo("<" + id + "-mail@localhost>");
      assertThat(mail.to()).isEqualTo("ada@example.com");
      assertThat(mail.text()).contains("1 x Käse");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }
}
