package orderbakery.notice;

/**
 * Why a notice was not sent.
 *
 * @param why in a few words, for an operator
 */
public record Refusal(Kind kind, String why) {

  /** What to do about it. */
  public enum Kind {
    /** The server is away, or refuses us: the whole channel waits, for as long as it takes. */
    AWAY,
    /** Not now: this notice waits, and is given up after a while. */
    LATER,
    /** Never: it is a dead letter. */
    NEVER
  }

  public static Refusal away(String why) {
    return new Refusal(Kind.AWAY, why);
  }

  public static Refusal later(String why) {
    return new Refusal(Kind.LATER, why);
  }

  public static Refusal never(String why) {
    return new Refusal(Kind.NEVER, why);
  }
}
