package orderbakery.related;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.component.Fact;
import orderbakery.component.Following;

/**
 * Two components of this installation, of which one follows the other.
 *
 * @param follower the name of the one that follows: {@code order}
 * @param rules which one it follows, and how
 */
public record Relation(String follower, Following rules) {

  /** All that there are between these components. */
  public static List<Relation> among(Components components) {
    return components.all().stream()
        .flatMap(component -> of(component).stream())
        .filter(relation -> components.named(relation.leader()).isPresent())
        .toList();
  }

  private static Optional<Relation> of(Component<?> component) {
    return component.following().map(rules -> new Relation(component.name(), rules));
  }

  /** The name of the component that is followed: {@code product}. */
  public String leader() {
    return rules.leader();
  }

  /** Whether a leader has changed; a new one has no followers yet. */
  boolean isOfLeader(Fact fact) {
    return isOf(leader(), fact) && !fact.type().equals(Fact.typeOf(leader(), "created"));
  }

  /**
   * The leaders that a changed follower names.
   *
   * @throws IllegalArgumentException when the fact holds no whole follower
   */
  Set<String> leaders(Fact fact) {
    try {
      return rules.leaders(fact.data());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Fact " + fact.id() + " holds no whole " + follower, e);
    }
  }

  boolean isOfFollower(Fact fact) {
    return isOf(follower, fact);
  }

  private static boolean isOf(String component, Fact fact) {
    return !fact.isRejection() && fact.type().startsWith(component + ".");
  }
}
