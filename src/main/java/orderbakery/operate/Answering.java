package orderbakery.operate;

import java.util.function.Supplier;
import orderbakery.broker.BrokerAway;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What an endpoint of operators answers: a result, or a sentence that says what was wrong. */
final class Answering {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  /**
   * @param error for a person
   */
  record Refusal(String error) {}

  private Answering() {}

  static WebEndpointResponse<Object> with(Supplier<Object> result) {
    try {
      return new WebEndpointResponse<>(result.get());
    } catch (IllegalArgumentException e) {
      return refusal(BAD_REQUEST, e);
    } catch (UnknownLetter e) {
      return refusal(NOT_FOUND, e);
    } catch (BrokerAway | StoreAway e) {
      return refusal(UNAVAILABLE, e);
    }
  }

  private static WebEndpointResponse<Object> refusal(int status, RuntimeException why) {
    return new WebEndpointResponse<>(new Refusal(why.getMessage()), status);
  }
}
