package orderbakery.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What may happen to a request on its way, by accident or on purpose. */
final class Damage {
  static final String[] METHODS = {
    "TRACE", "CONNECT", "BREW", "get", "PROPFIND", "OPTIONS", "HEAD", "PATCH", "PUT", "X".repeat(99)
  };

  private static final Pattern VALUE =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"(?!:)|-?[0-9][0-9.eE+-]*|null|true|false");

  private static final String[] VALUES = {
    "null",
    "true",
    "-1",
    "0",
    "1e400",
    "1E+99999999999",
    "-1E-99999999999",
    "1E+1000000",
    "NaN",
    "9".repeat(90),
    "9".repeat(200),
    "0." + "1".repeat(60),
    "2.0",
    "12.505",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"" + "x".repeat(3000) + "\"",
    "\"" + "x".repeat(70_000) + "\"",
    "[]",
    "{}",
    "[[[[[[[[[[[[[[[[[[]",
    "{\"$where\":1}",
    "\"2026-02-30T00:00:00Z\"",
    "\"0001-01-01T00:00:00+23:59\"",
    "\"XXX\"",
    "\"JPY\"",
    "\"caf\u00e9 \ud83c\udf5e\"",
    "\"a@b@c\"",
    "{\"a\":1,\"a\":2}",
    "01",
    "'x'",
    "\t"
  };
  private static final String[] NAMES = {
    "\"id\"",
    "\"version\"",
    "\"\"",
    "\"a/b~c\"",
    "\"products\"",
    "\"note\"",
    "\"$set\"",
    "\"\\ud800\""
  };
  private static final String[] PATHS = {
    "%",
    "%zz",
    "%00",
    "%2f",
    "%2e%2e/",
    "../",
    "//",
    "\\",
    ";a=b",
    "?",
    "#",
    "%ff",
    "%c3%a9",
    "\u00e9",
    "x".repeat(9000),
    "*",
    "{id}",
    " ",
    "%0d%0aX:%20y",
    "?limit=",
    "?limit=-1",
    "?limit=1e3",
    "?limit=%ff",
    "?status=",
    "?after=",
    "?a=%",
    "&limit=7",
    "/events",
    "/cancel",
    "/",
    "|",
    "\"",
    "<script>"
  };
  private static final String[] HEADERS = {
    "Content-Type: text/plain",
    "Content-Type: application/json;charset=utf-16",
    "Content-Type: ;;",
    "Content-Type: application/x-www-form-urlencoded",
    "Content-Type: multipart/form-data",
    "Content-Length: 1",
    "Content-Length: -1",
    "Content-Length: 99999999999",
    "Content-Length: x",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip",
    "Content-Encoding: gzip",
    "Accept: text/html",
    "Accept: ;;",
    "Accept: */*;q=0",
    "Accept-Encoding: gzip",
    "Range: bytes=0-1",
    "If-Match: \"v1\"",
    "If-Match: *",
    "If-Match: W/\"v1\"",
    "If-Match: v1",
    "If-Match: \"v999\"",
    "If-None-Match: \"v1\"",
    "If-None-Match: *",
    "If-None-Match: ,,",
    "Prefer: wait=x",
    "Prefer: respond-async",
    "Idempotency-Key: a b",
    "Idempotency-Key: \"k",
    "Idempotency-Key: \u00e9",
    "Idempotency-Key: same",
    "Idempotency-Key: ",
    "Idempotency-Key: " + "k".repeat(300),
    "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "traceparent: 00-x",
    "Expect: 100-continue",
    "Expect: coffee",
    "Upgrade: websocket",
    "Upgrade: h2c",
    "Origin: null",
    "Host: other",
    "Host: ",
    "X-HTTP-Method-Override: DELETE",
    "CamelHttpMethod: DELETE",
    "CamelMongoDbOperation: drop",
    "Cookie: " + "c".repeat(20_000),
    "A B: c",
    "NoColon",
    ": x",
    "X-Nul: \0",
    "X-Folded: a\r\n b",
    "X-High: \u00ff",
    "Access-Control-Request-Method: POST"
  };

  private Damage() {}

  /** A value, a name or a character of JSON becomes another. */
  static String json(String text, Random random) {
    List<MatchResult> values = VALUE.matcher(text).results().toList();
    int kind = random.nextInt(8);
    if (kind < 5 && !values.isEmpty()) {
      MatchResult old = values.get(random.nextInt(values.size()));
      return text.substring(0, old.start()) + any(VALUES, random) + text.substring(old.end());
    }
    int at = random.nextInt(text.length() + 1);
    return switch (kind) {
      case 5 ->
          text.replaceFirst(
              "\\{", "{" + any(NAMES, random).replace("\\", "\\\\").replace("$", "\\$") + ":1,");
      case 6 -> text.substring(0, at);
      case 7 -> text + text;
      default -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
    };
  }

  /** Something stands in the path that should not, or is missing. */
  static String path(String path, Random random) {
    int at = random.nextInt(path.length() + 1);
    return switch (random.nextInt(3)) {
      case 0 -> path + any(PATHS, random);
      case 1 -> path.substring(0, at) + any(PATHS, random) + path.substring(at);
      default -> "/" + path.substring(at);
    };
  }

  /** A header more, one less, or one twice. */
  static void headers(List<String> headers, Random random) {
    int kind = random.nextInt(6);
    if (kind == 0 && !headers.isEmpty()) {
      headers.remove(random.nextInt(headers.size()));
    } else if (kind == 1 && !headers.isEmpty()) {
      headers.add(headers.get(random.nextInt(headers.size())));
    } else {
      headers.add(any(HEADERS, random));
    }
  }

  /** Some bytes are others, or the end is missing. */
  static byte[] bytes(byte[] request, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(request, random.nextInt(request.length));
    }
    byte[] damaged = request.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static String any(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }
}
