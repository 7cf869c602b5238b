package orderbakery.operate.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import orderbakery.broker.Letter;

/**
 * A letter as a list shows it.
 *
 * @param id for the other calls
 * @param messageId the command id
 * @param reason why it was parked; absent, as the three after it, for one that no queue wanted
 * @param exception class of the exception
 * @param route that parked it
 * @param time when it was parked, RFC 3339
 * @param room to which it was published first, with {@code routingKey}
 * @param size in bytes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterSummary(
    String id,
    String messageId,
    String reason,
    String exception,
    String route,
    String time,
    String room,
    String routingKey,
    int size) {

  static LetterSummary of(Letter letter) {
    return new LetterSummary(
        letter.id(),
        letter.messageId(),
        letter.reason(),
        letter.exception(),
        letter.route(),
        letter.time(),
        letter.room(),
        letter.routingKey(),
        letter.size());
  }
}
