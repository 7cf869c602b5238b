package orderbakery.edge;

import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The media type under which a file is sent. What a browser might run, or what is unknown, is sent
 * as bytes that mean nothing.
 */
public final class SafeType {
  private static final String BYTES = "application/octet-stream";
  private static final Set<String> KINDS = Set.of("image", "audio", "video");
  private static final Set<String> TYPES =
      Set.of(
          "text/plain",
          "text/csv",
          "application/pdf",
          "application/json",
          "application/zip",
          "application/gzip",
          "application/msword",
          BYTES);

  private SafeType() {}

  /** The same type where it is harmless. */
  public static String of(String type) {
    try {
      MediaType parsed = MediaType.parseMediaType(type);
      return isHarmless(parsed) ? type : BYTES;
    } catch (InvalidMediaTypeException none) {
      return BYTES;
    }
  }

  private static boolean isHarmless(MediaType type) {
    String name = type.getType() + "/" + type.getSubtype();
    return TYPES.contains(name)
        || ((KINDS.contains(type.getType()) || name.startsWith("application/vnd."))
            && !type.getSubtype().endsWith("xml")
            && !type.isWildcardSubtype());
  }
}
