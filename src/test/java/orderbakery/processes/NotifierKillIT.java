package orderbakery.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.MailServer;
import orderbakery.fixtures.MailServer.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed when the mail server has a mail and the process does not know it yet. */
class NotifierKillIT {
  private static final String ADA = "ada@shop.example";
  private static final String BOB = "bob@shop.example";

  @RegisterExtension final Processes processes = new Processes("notifier");
  @TempDir Path data;

  @Test
  void mailsAgainUnderTheSameIdWhatItDoesNotKnowToBeSent() throws Exception {
    try (MailServer server = new MailServer()) {
      server.keepSilentAbout(ADA);
      BakeryProcess bakery = start(server);
      String order = place(bakery, ADA);
      await().atMost(Patience.REACTION).until(() -> server.mailsTo(ADA).size() == 1);
      bakery.kill();
      server.speak(ADA);

      BakeryProcess next = start(server);
      await().atMost(Patience.REACTION).until(() -> server.mailsTo(ADA).size() == 2);
      // it has marked what it sent when it sends the next one
      place(next, BOB);
      await().atMost(Patience.REACTION).until(() -> server.mailsTo(BOB).size() == 1);
      next.kill();
      place(start(server), BOB);
      await().atMost(Patience.REACTION).until(() -> server.mailsTo(BOB).size() >= 2);

      assertThat(server.mailsTo(ADA))
          .extracting(Mail::id)
          .containsExactly(
              "<" + order + "-mail@bakery.example>", "<" + order + "-mail@bakery.example>");
    }
  }

  private static String place(BakeryProcess bakery, String address) throws Exception {
    Map<String, Object> order = anOrder().by("Somebody", address).of(1, "Beans").body();
    return bakery
        .client()
        .send("POST", "/order", "application/json", new String(JsonText.of(order), UTF_8))
        .orderId();
  }

  private BakeryProcess start(MailServer server) throws IOException {
    return processes
        .start(
            "all",
            Surroundings.embedded(data)
                .with("BAKERY_MAIL_FROM", "orders@bakery.example")
                .with("BAKERY_NOTICES_CLAIM", "2s")
                .with("SMTP_HOST", "127.0.0.1")
                .with("SMTP_PORT", String.valueOf(server.port())))
        .awaitReady();
  }
}
