package orderbakery.figures;

import java.util.Locale;

/** What a command passes, in this order. */
public enum Milestone {
  ACCEPTED,
  STORED,
  EXECUTED,
  BAKED,
  NOTIFIED;

  /** As {@code GET /figures} names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
