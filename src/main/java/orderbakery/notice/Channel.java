package orderbakery.notice;

import java.util.Optional;
import java.util.Set;
import orderbakery.component.Fact;

/** A way by which others hear of changes: mail, a webhook. */
public interface Channel {

  /** As notices name it, for ever: {@code mail}. */
  String name();

  /** The changes that it may tell of: {@code order.created}. */
  Set<String> types();

  /**
   * Who is to hear of a change of one of these types; empty for nobody.
   *
   * @param shown the change, with the public document as its data
   */
  Optional<String> addressee(Fact shown);

  /** Whether a change is too old to be told of now, for the first time. */
  boolean isTooOld(Fact fact);
}
