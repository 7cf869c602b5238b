package orderbakery.operate.parked;

import java.util.List;
import java.util.Optional;

/** What the log knows of the parked commands of one component. */
public interface ParkedCommands {

  /** A parked command, and whose it is. */
  record Name(String component, String command, String entityId) {}

  /** Whose commands they are. */
  String component();

  /** How many there are. */
  long count();

  /** How many wait behind them. */
  long countBlocked();

  /**
   * The first ones, per partition in the order of the log, without what waits behind them.
   *
   * @param kind the class of the exception; null for any
   */
  List<ParkedCommand> list(String kind, int limit);

  /** The names of all of a kind, as many as the limit allows. */
  List<Name> named(String kind, int limit);

  /** One, with all that is known of it; empty when it is not parked. */
  Optional<ParkedCommand> find(String commandId);
}
