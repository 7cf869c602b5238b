package orderbakery.webhook;

/**
 * A message to a receiver.
 *
 * @param id of the change
 * @param timestamp seconds since 1970
 * @param signature of both and the body
 */
// equality is of no use here, and a wrapper would copy every body
@SuppressWarnings("ArrayRecordComponent")
public record WebhookRequest(String id, long timestamp, String signature, byte[] body) {}
