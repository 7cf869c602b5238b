package orderbakery.api;

import java.util.Map;

/** Writes documents. */
public interface DocumentWriter {

  /** A document as JSON, UTF-8. */
  byte[] json(Map<String, Object> document);
}
