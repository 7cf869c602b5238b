package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a request says of media types and encodings, by the grammar of RFC 9110. */
public final class MediaTypes {
  private MediaTypes() {}

  /**
   * Whether a body can be taken as it is sent: of a media type, in UTF-8 where it says a charset,
   * and not encoded, as by gzip.
   */
  static boolean canBeRead(HttpServletRequest request) {
    String type = request.getContentType();
    try {
      return request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
          && (type == null || isUtf8(MediaType.parseMediaType(type)));
    } catch (IllegalArgumentException malformedOrUnknownCharset) {
      return false;
    }
  }

  /** Whether a media type, with any parameters, is this one. */
  public static boolean is(String type, String expected) {
    try {
      return type != null
          && MediaType.parseMediaType(type)
              .equalsTypeAndSubtype(MediaType.parseMediaType(expected));
    } catch (InvalidMediaTypeException malformed) {
      return false;
    }
  }

  /**
   * Whether the client takes what a resource has. The most specific range of the header Accept
   * counts; a quality of 0 rules out.
   *
   * @param offered null when there is nothing to choose
   */
  static boolean isAcceptable(HttpServletRequest request, String offered) {
    List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    if (offered == null || accept.isEmpty()) {
      return true;
    }
    MediaType type = MediaType.parseMediaType(offered);
    try {
      return MediaType.parseMediaTypes(accept).stream()
          .filter(range -> range.includes(type))
          .max(
              Comparator.comparing(MediaTypes::precision).thenComparing(MediaType::getQualityValue))
          .filter(range -> range.getQualityValue() > 0)
          .isPresent();
    } catch (InvalidMediaTypeException malformed) {
      return false;
    }
  }

  private static boolean isUtf8(MediaType type) {
    return type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
  }

  private static int precision(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }
}
