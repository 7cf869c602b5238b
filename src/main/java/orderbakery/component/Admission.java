package orderbakery.component;

import java.util.Map;

/** Whether a request may become a command. */
public sealed interface Admission {

  /** The request is sound; {@code payload} is its normal form, as the log will hold it. */
  record Admitted(Map<String, Object> payload) implements Admission {}

  /** The request is not sound; {@code problem} names everything that is wrong. */
  record Refused(Problem problem) implements Admission {}
}
