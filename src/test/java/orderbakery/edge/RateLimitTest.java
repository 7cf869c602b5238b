package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import orderbakery.component.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How many requests a client may send: contract.md section 1, "Who may come in". */
class RateLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RateLimit limit =
      new RateLimit(3, nanos::get, new ProblemResponse(new ProblemWriter(UUID::randomUUID)));

  @Test
  void servesAsManyAsASecondHas() throws Exception {
    assertThat(statuses("192.0.2.1", 5)).containsExactly(200, 200, 200, 429, 429);
  }

  @Test
  void servesTheNextOnceItsTimeHasCome() throws Exception {
    statuses("192.0.2.1", 4);

    nanos.addAndGet(Duration.ofMillis(340).toNanos());

    assertThat(statuses("192.0.2.1", 2)).containsExactly(200, 429);
  }

  @Test
  void saysWhatIsLeft() throws Exception {
    MockHttpServletResponse first = answer(from("192.0.2.1"));
    statuses("192.0.2.1", 2);
    MockHttpServletResponse last = answer(from("192.0.2.1"));

    assertThat(first.getHeader("RateLimit-Policy")).isEqualTo("\"requests\";q=3;w=1");
    assertThat(first.getHeader("RateLimit")).isEqualTo("\"requests\";r=2;t=1");
    assertThat(last.getHeader("RateLimit")).isEqualTo("\"requests\";r=0;t=1");
    assertThat(last.getHeader("Retry-After")).isEqualTo("1");
    assertThat(last.getContentType()).startsWith("application/problem+json");
    assertThat(last.getContentAsString()).contains("/problems/too-many-requests");
  }

  @Test
  void countsEachAddressForItself() throws Exception {
    statuses("192.0.2.1", 4);

    assertThat(statuses("192.0.2.2", 1)).containsExactly(200);
  }

  @Test
  void countsTheAddressesOfOneNetworkTogether() throws Exception {
    statuses("2001:db8::1", 3);

    assertThat(statuses("2001:db8:0:0:ffff::9", 1)).containsExactly(429);
    assertThat(statuses("2001:db8:0:1::1", 1)).containsExactly(200);
  }

  @Test
  void countsAPrincipalWhereverHeComesFrom() throws Exception {
    for (int i = 0; i < 3; i++) {
      answer(by("ada", "192.0.2." + i));
    }

    assertThat(answer(by("ada", "192.0.2.9")).getStatus()).isEqualTo(429);
    assertThat(answer(by("bert", "192.0.2.9")).getStatus()).isEqualTo(200);
    assertThat(answer(from("192.0.2.9")).getStatus()).isEqualTo(200);
  }

  @Test
  void remembersNoMoreClientsThanItMay() {
    Buckets buckets = new Buckets(3, 1000, nanos::get);

    for (int i = 0; i < 10_000; i++) {
      buckets.take("address " + i);
    }

    assertThat(buckets.size()).isLessThanOrEqualTo(1000);
  }

  @Test
  void forgetsWhoIsGone() {
    Buckets buckets = new Buckets(3, 1000, nanos::get);
    buckets.take("gone");
    for (int i = 0; i < 3; i++) {
      nanos.addAndGet(Duration.ofSeconds(3).toNanos());
      buckets.take("here");
    }

    assertThat(buckets.size()).isEqualTo(2); // of both generations, the one that is here
  }

  @Test
  void forgetsNobodyWhoseBucketIsNotFull() {
    Buckets buckets = new Buckets(3, 1000, nanos::get);
    nanos.addAndGet(Duration.ofMillis(1990).toNanos());
    for (int i = 0; i < 3; i++) {
      buckets.take("busy");
    }
    nanos.addAndGet(Duration.ofMillis(120).toNanos()); // a new generation begins

    assertThat(buckets.take("busy").isConsumed()).isFalse();
  }

  private int[] statuses(String address, int count) throws Exception {
    int[] statuses = new int[count];
    for (int i = 0; i < count; i++) {
      statuses[i] = answer(from(address)).getStatus();
    }
    return statuses;
  }

  private static MockHttpServletRequest from(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/order");
    request.setRemoteAddr(address);
    return request;
  }

  private static MockHttpServletRequest by(String principal, String address) {
    MockHttpServletRequest request = from(address);
    request.setAttribute(HttpRequest.CALLER, new Caller(principal, Set.of("orders:read")));
    return request;
  }

  private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    limit.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
