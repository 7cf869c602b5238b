package orderbakery.component;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the entities of one component follow those of another that they name. Pure, like its
 * component.
 *
 * <p>Whatever changes first, and whatever repeats: what an entity is to follow is decided from how
 * both stand, never from which message has come.
 */
public interface Following {

  /** The operation by which an entity is told a change of one that it names. */
  String OPERATION = "follow";

  /** The component whose changes are followed: {@code product}. */
  String leader();

  /** Where a source document of a follower has the ids of its leaders: {@code products.product}. */
  String reference();

  /** The ids of the leaders that a follower names. */
  Set<String> leaders(Map<String, Object> follower);

  /**
   * What a follower must be told of a leader; empty when it shows it as it is, does not name it, or
   * does not change any more.
   *
   * @param follower its source document
   * @param leader its source document
   * @param version of the leader
   * @return the payload of {@link #OPERATION}, the same for the same version
   */
  Optional<Map<String, Object>> due(
      Map<String, Object> follower, String leaderId, long version, Map<String, Object> leader);
}
