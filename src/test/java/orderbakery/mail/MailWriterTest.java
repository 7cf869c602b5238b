package orderbakery.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import orderbakery.component.Components;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.fixtures.MailServer.Mail;
import orderbakery.log.Position;
import orderbakery.message.FactMessages;
import orderbakery.notice.Notice;
import orderbakery.notice.PublicFactReader;
import orderbakery.notice.Untellable;
import orderbakery.order.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailWriterTest {
  private static final Set<String> TYPES = Set.of("order.created", "order.cancelled");
  private static final Path TEMPLATES = Path.of("templates");
  private static final List<String> ONCE =
      List.of("from", "to", "subject", "date", "message-id", "mime-version", "content-type");

  @Test
  void writesTheSameMailEachTime() throws Exception {
    MailWriter mails = mails(TEMPLATES);
    Notice notice = notice("ada@example.com", "Ada", "Beans");

    assertThat(Mail.of(mails.write(notice)))
        .isEqualTo(Mail.of(mails.write(notice)))
        .extracting(Mail::id, Mail::to, Mail::subject)
        .containsExactly(
            "<a-command-mail@bakery.example>", "ada@example.com", "Your order 1042 was received");
  }

  @Test
  void keepsItsIdWhenItIsSaved() throws Exception {
    MimeMessage mail = mails(TEMPLATES).write(notice("ada@example.com", "Ada", "Beans"));

    mail.saveChanges();

    assertThat(mail.getMessageID()).isEqualTo("<a-command-mail@bakery.example>");
  }

  /** What a customer writes stays in the text of the mail. */
  @Property(tries = 300)
  void breaksNoLineOfAHeader(
      @ForAll
          @StringLength(min = 1, max = 60)
          @Chars({'\r', '\n', ' ', 'a', ':', '\u2028', '\u0085', 'é'})
          String written)
      throws Exception {
    Path folder = Files.createTempDirectory("templates");
    template(folder, ".subject.txt", "Order for {{customer.name}}: {{products.0.name}}");
    template(folder, ".txt", "{{customer.name}}");
    template(folder, ".html", "{{customer.name}}");
    MailWriter mails =
        new MailWriter(
            "orders@bakery.example",
            "en",
            new MailTemplates(folder, "en", Set.of("order.created")),
            facts());

    byte[] bytes =
        mails.bytes(
            notice("ada@example.com", written + "\r\nBcc: eve@example.com\r\n\r\nBuy!", written));

    String head = new String(bytes, UTF_8);
    head = head.substring(0, head.indexOf("\r\n\r\n"));
    assertThat(head.replace("\r\n\t", " ").replace("\r\n ", " ").split("\r\n"))
        .allMatch(line -> line.matches("[A-Za-z-]+: \\P{Cntrl}*"))
        .noneMatch(line -> line.startsWith("Bcc"));
    MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(bytes));
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getSubject()).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
    for (String header : ONCE) {
      assertThat(mail.getHeader(header)).as(header).hasSize(1);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    }
  }

  @Test
  void escapesInHtmlWhatACustomerWrites() throws Exception {
    Mail mail =
        Mail.of(mails(TEMPLATES).write(notice("ada@example.com", "<b>Ada", "Salt & \"Pepper\"")));

    assertThat(mail.html())
        .contains("&lt;b&gt;Ada", "Salt &amp; &quot;Pepper&quot;")
        .doesNotContain("<b>Ada");
    assertThat(mail.text()).contains("<b>Ada", "Salt & \"Pepper\"");
  }

  @Test
  void makesNoMailForWhatIsNoAddress() throws Exception {
    MailWriter mails = mails(TEMPLATES);

    assertThatExceptionOfType(Untellable.class)
        .isThrownBy(() -> mails.write(notice("ada@example.com, eve@example.com", "Ada", "Beans")));
    assertThatExceptionOfType(Untellable.class)
        .isThrownBy(
            () -> mails.write(notice("ada@example.com\r\nBcc: eve@example.com", "Ada", "")));
  }

  @Test
  void takesTheTemplatesOfTheProgramWhereThereIsNoFolder(@TempDir Path empty) throws Exception {
    Mail mail = Mail.of(mails(empty).write(notice("ada@example.com", "Ada", "Beans")));

    assertThat(mail)
        .isEqualTo(Mail.of(mails(TEMPLATES).write(notice("ada@example.com", "Ada", "Beans"))));
  }

  @Test
  void prefersTheTemplatesOfTheFolder(@TempDir Path folder) throws Exception {
    template(folder, ".subject.txt", "Danke, {{customer.name}}{{missing.thing}}!");

    assertThat(Mail.of(mails(folder).write(notice("ada@example.com", "Ada", "Beans"))).subject())
        .isEqualTo("Danke, Ada!");
  }

  @Test
  void saysWhichTemplateCannotBeUsed(@TempDir Path folder) throws Exception {
    template(folder, ".html", "{{#products}}");

    assertThatThrownBy(() -> new MailTemplates(folder, "en", TYPES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mail/en/order.created.html");
    assertThatThrownBy(() -> new MailTemplates(folder, "xx", TYPES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mail/xx/order.");
  }

  private static void template(Path folder, String ending, String text) throws IOException {
    Path file = folder.resolve("mail/en/order.created" + ending);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static MailWriter mails(Path folder) throws IOException {
    return new MailWriter(
        "orders@bakery.example", "en", new MailTemplates(folder, "en", TYPES), facts());
  }

  private static PublicFactReader facts() {
    return new PublicFactReader(new Components(List.of(new Orders(Currency.getInstance("EUR")))));
  }

  private static Notice notice(String address, String customer, String product) {
    Map<String, Object> order =
        new TreeMap<>(
            Map.of(
                "number", 1042,
                "date", "2026-11-23T10:15:00Z",
                "currency", "EUR",
                "customer", Map.of("name", customer, "email", address),
                "products", List.of(Map.of("name", product, "quantity", 2, "price", "12.50")),
                "taxIncluded", true,
                "status", "PLACED",
                "createdAt", "2026-11-23T10:15:00.123Z",
                "updatedAt", "2026-11-23T10:15:00.123Z"));
    Position position = new Position(3, 17);
    Fact fact =
        new Fact(
            "a-command",
            "order.created",
            "an-order",
            position,
            1,
            Instant.parse("2026-11-23T10:15:01Z"),
            null,
            null,
            ToldTypes.NONE,
            order);
    return new Notice(
        "a-command",
        "mail",
        "order.created",
        "an-order",
        position,
        1,
        address,
        new FactMessages().rebuilt("order", List.of(fact)).get(0).body(),
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }
}
