package orderbakery.broker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the equal processes this one is: number {@code index} of {@code count}, from 0.
 *
 * <p>Replicas share the partitions between them: each prefers its own and takes over the others'.
 */
public record Replica(int index, int count) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Replica {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "bakery.replica: there is no replica %s/%s, those of N are numbered 0 to N-1"
              .formatted(index, count));
    }
  }

  /**
   * Reads the form of {@code bakery.replica}: {@code k/N}.
   *
   * @throws IllegalArgumentException for any other text, and when k is not below N
   */
  public static Replica parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "bakery.replica is '%s', it must be k/N, for instance 0/1".formatted(text));
    }
    return new Replica(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** Whether this process comes first for the partition. */
  public boolean prefers(int partition) {
    return partition % count == index;
  }
}
