package orderbakery.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.CharacterCodingException;

/**
 * Reads JSON as RFC 8259 has it and nothing beyond: UTF-8, no duplicate key, no trailing data, no
 * half of a surrogate pair, nesting and numbers within bounds.
 */
public final class StrictJson {
  private static final int NESTING = 16;
  private static final int DIGITS = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING)
                          .maxNumberLength(DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * The value as maps, lists, strings, booleans, null, Integer, Long, BigInteger and BigDecimal.
   *
   * @throws RefusedRequest when the bytes are no such JSON; says what is wrong and where, in words
   *     of ours
   */
  public static Object read(byte[] bytes) {
    try {
      String text = StrictUtf8.decode(bytes);
      if (text.isBlank()) {
        throw refused("there is none");
      }
      Object value = JSON.readValue(text, Object.class);
      if (!StrictUtf8.canEncode(value)) {
        throw refused("it holds half of a surrogate pair");
      }
      return value;
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8");
    } catch (NumberFormatException e) {
      throw refused("it holds a number with an exponent beyond 32 bits");
    } catch (JsonProcessingException e) {
      throw refused(reason(e) + place(e));
    }
  }

  private static RefusedRequest refused(String why) {
    return new RefusedRequest(Problems.malformed("The body is not JSON that can be read: " + why));
  }

  private static String reason(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return e.getOriginalMessage().contains("nesting")
          ? "it is nested deeper than " + NESTING + " levels"
          : "it holds a number of more than " + DIGITS + " digits, or too long a text";
    }
    if (e instanceof JsonEOFException) {
      return "it ends too early";
    }
    if (e instanceof MismatchedInputException) {
      return "there is more behind its end";
    }
    return e.getOriginalMessage().startsWith("Duplicate ")
        ? "an object has the same name twice"
        : "it is not well formed";
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line %s, column %s)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
