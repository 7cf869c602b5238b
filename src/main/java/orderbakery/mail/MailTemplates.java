package orderbakery.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The texts of mails, of files that a person can change: {@code order.created.subject.txt}, {@code
 * order.created.txt} and {@code order.created.html}, in Mustache. In HTML every value is escaped. A
 * value that there is not is empty.
 */
public final class MailTemplates {
  private final Map<String, Texts> ofType = new HashMap<>();

  private record Texts(Template subject, Template text, Template html) {}

  /**
   * The texts of one mail.
   *
   * @param subject may hold line breaks
   */
  public record Written(String subject, String text, String html) {}

  /**
   * Reads the templates.
   *
   * @param folder where they are; one that is not there is taken from the program itself
   * @throws IOException when one of them is missing or cannot be used; says which
   */
  public MailTemplates(Path folder, String locale, Set<String> types) throws IOException {
    for (String type : types) {
      String name = "mail/" + locale + "/" + type;
      ofType.put(
          type,
          new Texts(
              read(folder, name + ".subject.txt", false),
              read(folder, name + ".txt", false),
              read(folder, name + ".html", true)));
    }
  }

  /** The texts of a mail about a change of this type. */
  public Written write(String type, Map<String, Object> values) {
    Texts texts = ofType.get(type);
    if (texts == null) {
      throw new IllegalArgumentException("There is no template of " + type);
    }
    return new Written(
        texts.subject().execute(values),
        texts.text().execute(values),
        texts.html().execute(values));
  }

  private static Template read(Path folder, String name, boolean isHtml) throws IOException {
    try {
      return Mustache.compiler()
          .escapeHTML(isHtml)
          .defaultValue("")
          .emptyStringIsFalse(true)
          .compile(text(folder, name));
    } catch (MustacheException e) {
      throw new IOException("The template " + name + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static String text(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    try (InputStream packaged =
        MailTemplates.class.getClassLoader().getResourceAsStream("templates/" + name)) {
      if (packaged == null) {
        throw new IOException("There is no template " + file);
      }
      return new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
