package orderbakery.operate;

import java.util.function.Supplier;
import orderbakery.broker.BrokerAway;
import orderbakery.broker.NotConfirmed;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What an endpoint of operators answers: a result, or a sentence that says what was wrong. */
public final class Answering {
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  /**
   * @param error for a person
   */
  record Refusal(String error) {}

  private Answering() {}

  /** The result. */
  public static WebEndpointResponse<Object> with(Supplier<Object> result) {
    return with(WebEndpointResponse.STATUS_OK, result);
  }

  /** The result of what is done in its turn. */
  public static WebEndpointResponse<Object> accepted(Supplier<Object> result) {
    return with(ACCEPTED, result);
  }

  private static WebEndpointResponse<Object> with(int status, Supplier<Object> result) {
    try {
      return new WebEndpointResponse<>(result.get(), status);
    } catch (IllegalArgumentException e) {
      return refusal(BAD_REQUEST, e);
    } catch (Unknown e) {
      return refusal(NOT_FOUND, e);
    } catch (BrokerAway | NotConfirmed | StoreAway e) {
      return refusal(UNAVAILABLE, e);
    }
  }

  private static WebEndpointResponse<Object> refusal(int status, RuntimeException why) {
    return new WebEndpointResponse<>(new Refusal(why.getMessage()), status);
  }
}
