package orderbakery.processes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process answered to a request. */
record Answer(HttpResponse<String> response) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

  int status() {
    return response.statusCode();
  }

  boolean isAccepted() {
    return status() == 202;
  }

  /** The value of a header, the empty text when it is absent. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The order that an accepted command is about. */
  String orderId() {
    return header("Location").substring("/order/".length());
  }

  /** The path of the next page, null on the last. */
  String next() {
    Matcher next = NEXT.matcher(header("Link"));
    return next.matches() ? next.group(1) : null;
  }

  JsonNode json() {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("This is no JSON: " + text, e);
    }
  }
}
