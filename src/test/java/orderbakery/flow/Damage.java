package orderbakery.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What may happen to a request on its way, by accident or on purpose. */
final class Damage {

  private static final Pattern VALUE =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"(?!:)|-?[0-9][0-9.eE+-]*|null|true|false");

  private Damage() {}

  /** A value, a name or a character of JSON becomes another. */
  static String json(String text, Random random) {
    List<MatchResult> values = VALUE.matcher(text).results().toList();
    int kind = random.nextInt(8);
    if (kind < 5 && !values.isEmpty()) {
      MatchResult old = values.get(random.nextInt(values.size()));
      return text.substring(0, old.start()) + any(Nasty.VALUES, random) + text.substring(old.end());
    }
    int at = random.nextInt(text.length() + 1);
    return switch (kind) {
      case 5 ->
          text.replaceFirst(
              "\\{",
              "{" + any(Nasty.NAMES, random).replace("\\", "\\\\").replace("$", "\\$") + ":1,");
      case 6 -> text.substring(0, at);
      case 7 -> text + text;
      default -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
    };
  }

  /** Something stands in the path that should not, or is missing. */
  static String path(String path, Random random) {
    int at = random.nextInt(path.length() + 1);
    return switch (random.nextInt(3)) {
      case 0 -> path + any(Nasty.PATHS, random);
      case 1 -> path.substring(0, at) + any(Nasty.PATHS, random) + path.substring(at);
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
      headers.add(any(Nasty.HEADERS, random));
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
