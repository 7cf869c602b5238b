package orderbakery.broker;

import java.util.List;
import orderbakery.component.Plural;
import org.springframework.amqp.AmqpException;

/**
 * The broker did not take responsibility for every message: whether it has the others is unknown,
 * so whoever must not lose them publishes all of them again.
 */
public final class NotConfirmed extends AmqpException {

  NotConfirmed(String room, List<Publication> publications, String why, Throwable cause) {
    super(
        "%s of %s to room %s not confirmed: %s"
            .formatted(
                publications.stream().filter(publication -> !publication.isTaken()).count(),
                Plural.of(publications.size(), "message"),
                room,
                why));
    if (cause != null) {
      // only beside it: the routes would take it for the kind of the failure
      addSuppressed(cause);
    }
  }
}
