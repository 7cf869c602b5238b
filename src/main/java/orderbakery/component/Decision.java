package orderbakery.component;

/**
 * What a component decides on one event.
 *
 * @param <S> the state of one entity
 */
public sealed interface Decision<S> {

  /**
   * The event takes effect.
   *
   * @param change the past participle of the change type: {@code created}, {@code updated}, {@code
   *     cancelled}, {@code deleted}
   */
  record Accepted<S>(S state, String change) implements Decision<S> {}

  /** The event is refused by a rule; nothing changes. */
  record Rejected<S>(Problem problem) implements Decision<S> {}
}
