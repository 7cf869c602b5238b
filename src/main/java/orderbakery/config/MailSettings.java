package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Mails to customers.
 *
 * @param from whose mails they are; unset: there are none
 * @param types of changes that are mailed
 * @param locale of the templates, the name of their folder
 * @param newest what happened longer ago is not mailed any more
 * @param tls how the connection to the mail server is guarded
 */
record MailSettings(String from, Set<String> types, String locale, Duration newest, Tls tls) {
  MailSettings {
    require(
        from.isEmpty() || from.matches("[^\\s@<>]+@[^\\s@<>]+"),
        "bakery.mail.from must be an address, not " + from);
    require(!types.isEmpty(), "bakery.mail.types names no change");
    types.forEach(
        type ->
            require(
                type.matches("[a-z]+\\.[a-z]+") && !type.endsWith(".rejected"),
                "bakery.mail.types must be changes such as order.created, not " + type));
    require(
        locale.matches("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*"),
        "bakery.mail.locale must be a language such as en, not " + locale);
    require(
        newest.toMinutes() >= 1 && newest.toDays() <= 30,
        "bakery.mail.newest must be 1m to 30d, not " + newest);
  }

  /** How a connection to a mail server is guarded. */
  enum Tls {
    /** Not at all. */
    OFF,
    /** By STARTTLS, where the server offers it. */
    OFFERED,
    /** By STARTTLS, or no mail is sent. */
    REQUIRED,
    /** From its first byte. */
    IMPLICIT;

    /** The protocol, as it is called in the names of its properties. */
    String protocol() {
      return this == IMPLICIT ? "smtps" : "smtp";
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
