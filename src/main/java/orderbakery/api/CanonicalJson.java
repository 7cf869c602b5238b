package orderbakery.api;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * JSON in one form, whatever way it was written in: members by name, no blanks, a number as its
 * digits and a power of ten ({@code 12.50} is {@code 125E-1}), nothing escaped in a text but the
 * quote and the backslash. Digests of this form stay in the log for ever: it must not change.
 *
 * <p>RFC 8785 has another one, of numbers with 64 bits: two prices could be the same there.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The form of a value.
   *
   * @param value as {@link orderbakery.edge.StrictJson} reads it
   */
  static String of(Object value) {
    StringBuilder json = new StringBuilder();
    append(value, json);
    return json.toString();
  }

  private static void append(Object value, StringBuilder json) {
    if (value instanceof String text) {
      appendText(text, json);
    } else if (value instanceof Number number) {
      appendNumber(number, json);
    } else if (value instanceof Map<?, ?> object) {
      appendObject(object, json);
    } else if (value instanceof List<?> array) {
      appendArray(array, json);
    } else {
      json.append(value);
    }
  }

  private static void appendText(String text, StringBuilder json) {
    json.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  /** Not by {@link BigDecimal#stripTrailingZeros}, which fails at the end of its exponents. */
  private static void appendNumber(Number number, StringBuilder json) {
    BigDecimal exact =
        number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    String digits = exact.unscaledValue().toString();
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    long exponent = exact.signum() == 0 ? 0 : (long) digits.length() - end - exact.scale();
    json.append(digits, 0, end).append('E').append(exponent);
  }

  private static void appendObject(Map<?, ?> object, StringBuilder json) {
    Object[] names = object.keySet().toArray();
    Arrays.sort(names);
    json.append('{');
    String between = "";
    for (Object name : names) {
      appendText((String) name, json.append(between));
      append(object.get(name), json.append(':'));
      between = ",";
    }
    json.append('}');
  }

  private static void appendArray(List<?> array, StringBuilder json) {
    json.append('[');
    String between = "";
    for (Object element : array) {
      append(element, json.append(between));
      between = ",";
    }
    json.append(']');
  }
}
