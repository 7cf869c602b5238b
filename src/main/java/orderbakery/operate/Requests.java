package orderbakery.operate;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What the requests of operators have in common. */
final class Requests {

  private Requests() {}

  /**
   * Who asks for it, and why.
   *
   * @throws InvalidEndpointRequestException 400 that names what is missing
   */
  static Justification justification(String by, String reason) {
    try {
      return new Justification(by, reason);
    } catch (IllegalArgumentException e) {
      throw new InvalidEndpointRequestException(e.getMessage(), e.getMessage());
    }
  }

  static WebEndpointResponse<Object> notFound(String detail) {
    return new WebEndpointResponse<>(
        Map.of("detail", detail), WebEndpointResponse.STATUS_NOT_FOUND);
  }
}
