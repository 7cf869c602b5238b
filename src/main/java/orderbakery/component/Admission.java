package orderbakery.component;

import java.util.Map;

/** Whether a request may become a command. */
public sealed interface Admission {

  /** The request is sound; {@code payload} is its normal form, as the log will hold it. */
  record Admitted(Map<String, Object> payload) implements Admission {}

  /**
   * The request is not sound; {@code problem} names everything that is wrong.
   *
   * @param isForNow whether that is due to what the request names of others, which changes: it may
   *     be the repeat of a request that was admitted
   */
  record Refused(Problem problem, boolean isForNow) implements Admission {

    /** Refused for what the request is, at any time. */
    public Refused(Problem problem) {
      this(problem, false);
    }
  }
}
