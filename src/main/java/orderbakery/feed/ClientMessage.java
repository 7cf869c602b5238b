package orderbakery.feed;

import orderbakery.component.Problem;

/** What a client says. */
sealed interface ClientMessage {

  /** It asks for an answer, to see that the connection lives. */
  record Ping() implements ClientMessage {}

  /** It wants to hear of this, instead of what it wanted before. */
  record Subscribe(Interest interest) implements ClientMessage {}

  /** It wants something else than before, but not what can be told. */
  record RefusedSubscribe(Problem problem) implements ClientMessage {}
}
