package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is answered when the container gives a body up. */
class BodyArrivalTest {
  private final AsyncContext later = mock(AsyncContext.class);
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void isTooSlowWhereTheContainerHasWaitedForLong() throws IOException {
    assertThat(statusAfter(new SocketTimeoutException())).isEqualTo(408);
  }

  @Test
  void isMalformedWhereItEndsTooEarly() throws IOException {
    assertThat(statusAfter(new EOFException())).isEqualTo(400);
  }

  private int statusAfter(IOException failure) throws IOException {
    HttpServletRequest request = mock(HttpServletRequest.class);
    when(request.startAsync()).thenReturn(later);
    when(request.getInputStream()).thenReturn(mock(ServletInputStream.class));
    BodyArrival arrival =
        new BodyArrival(
            request,
            response,
            new ProblemResponse(new ProblemWriter(UUID::randomUUID)),
            1000,
            Duration.ofSeconds(20));
    arrival.await(10, new byte[0]);

    arrival.onError(failure);

    verify(later).complete();
    return response.getStatus();
  }
}
