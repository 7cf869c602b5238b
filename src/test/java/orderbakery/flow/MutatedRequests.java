package orderbakery.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Requests that were right until something was done to their paths, headers, bodies or bytes. The
 * same seed, number and orders make the same request.
 */
final class MutatedRequests {
  private static final String ORDER =
      "{\"number\":1042,\"date\":\"2026-11-23T10:15:00Z\",\"currency\":\"EUR\","
          + "\"customer\":{\"name\":\"Ada\",\"email\":\"ada@example.com\"},"
          + "\"products\":[{\"sku\":\"B-1\",\"name\":\"Beans\",\"quantity\":2,\"price\":\"12.50\"},"
          + "{\"name\":\"Tea\",\"price\":3}],\"note\":\"ring twice\"}";
  private static final String JSON = "application/json";
  private static final String[] QUERIES = {
    "", "?limit=3", "?limit=200&status=PLACED", "?status=CANCELLED&after=%21", "?limit=1&limit=2"
  };

  private final long seed;
  private final List<String> orders;

  MutatedRequests(long seed, List<String> orders) {
    this.seed = seed;
    this.orders = List.copyOf(orders);
  }

  /** The request of a number; it asks the server to close the connection unless that was lost. */
  byte[] request(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    Draft draft = draft(random);
    int mutations = random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      switch (random.nextInt(4)) {
        case 0 -> draft.path = Damage.path(draft.path, random);
        case 1 -> Damage.headers(draft.headers, random);
        default -> draft.body = draft.body == null ? null : Damage.json(draft.body, random);
      }
    }
    byte[] bytes = draft.bytes();
    return random.nextInt(10) == 0 ? Damage.bytes(bytes, random) : bytes;
  }

  private Draft draft(Random random) {
    String order = "/order/" + id(random);
    return switch (random.nextInt(32)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> new Draft("POST", "/order", JSON, ORDER);
      case 9, 10, 11, 12 -> new Draft("PUT", order, JSON, ORDER);
      case 13, 14, 15, 16 ->
          new Draft("PATCH", order, "application/merge-patch+json", "{\"note\":null,\"number\":7}");
      case 17, 18 -> new Draft("POST", order + "/cancel", JSON, "{\"reason\":\"twice\"}");
      case 19 -> new Draft("POST", order + "/cancel", null, null);
      case 20 -> new Draft("DELETE", order, null, null);
      case 21, 22 -> new Draft("GET", order, null, null);
      case 23 -> new Draft("GET", order + "/events", null, null);
      case 24 -> new Draft("HEAD", order, null, null);
      case 25 -> new Draft("OPTIONS", order, null, null);
      case 26 -> new Draft("GET", "/problems/invalid-order", null, null);
      case 27 -> new Draft(Nasty.METHODS[random.nextInt(Nasty.METHODS.length)], order, JSON, "{}");
      default -> new Draft("GET", "/order" + QUERIES[random.nextInt(QUERIES.length)], null, null);
    };
  }

  private String id(Random random) {
    return random.nextInt(4) == 0
        ? new UUID(random.nextLong(), random.nextLong()).toString()
        : orders.get(random.nextInt(orders.size()));
  }

  /** A request before it is bytes. */
  private static final class Draft {
    private final String method;
    private String path;
    private final List<String> headers = new ArrayList<>();
    private String body;

    Draft(String method, String path, String type, String body) {
      this.method = method;
      this.path = path;
      this.body = body;
      headers.add("Host: localhost");
      if (type != null) {
        headers.add("Content-Type: " + type);
      }
    }

    byte[] bytes() {
      byte[] content = body == null ? new byte[0] : body.getBytes(UTF_8);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes((method + " " + path + " HTTP/1.1\r\n").getBytes(ISO_8859_1));
      headers.forEach(header -> bytes.writeBytes((header + "\r\n").getBytes(ISO_8859_1)));
      if (body != null) {
        bytes.writeBytes(("Content-Length: " + content.length + "\r\n").getBytes(ISO_8859_1));
      }
      bytes.writeBytes("Connection: close\r\n\r\n".getBytes(ISO_8859_1));
      bytes.writeBytes(content);
      return bytes.toByteArray();
    }
  }
}
