import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads valid JSON (RFC 8259) into maps, lists and text: the JDK has nothing for it. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The members of an object. Numbers, true, false and null are text, as they are written. */
  @SuppressWarnings("unchecked") // names are strings
  static Map<String, Object> object(String text) {
    return (Map<String, Object>) new Json(text).value();
  }

  private Object value() {
    return switch (next()) {
      case '{' -> members();
      case '[' -> elements();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    for (at++; next() != '}'; skip(',')) {
      next();
      String name = string();
      skip(':');
      members.put(name, value());
    }
    at++;
    return members;
  }

  private List<Object> elements() {
    var elements = new ArrayList<>();
    for (at++; next() != ']'; skip(',')) {
      elements.add(value());
    }
    at++;
    return elements;
  }

  private String string() {
    var string = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      string.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char letter = text.charAt(++at);
    if (letter == 'u') {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
    }
    int named = "bfnrt".indexOf(letter);
    return named < 0 ? letter : "\b\f\n\r\t".charAt(named);
  }

  private String word() {
    int start = at;
    while (at < text.length() && ",]} \t\n\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Passes over blanks, and over a separator if there is one. */
  private void skip(char separator) {
    if (next() == separator) {
      at++;
    }
  }

  /** The next character that is no blank. */
  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }
}
