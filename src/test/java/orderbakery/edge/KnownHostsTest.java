package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
  private final KnownHosts hosts = new KnownHosts(List.of("Bakery.example", "[2001:db8::7]"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "localhost",
        "LocalHost:1",
        "localhost:",
        "[::1]",
        "[::1]:8080",
        "bakery.example",
        "bakery.EXAMPLE:443",
        "[2001:db8::7]:80",
        "192.0.2.1",
        "192.0.2.1:8080"
      })
  void areAskedForWithAnyPort(String host) {
    assertThat(hosts.include(host, "192.0.2.1")).isTrue();
  }

  @Test
  void knowAnIpv6AddressHoweverItIsWritten() {
    assertThat(hosts.include("[2001:db8::1]:80", "2001:db8:0:0:0:0:0:1")).isTrue();
    assertThat(hosts.include("[2001:db8::2]:80", "2001:db8:0:0:0:0:0:1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evil-localhost",
        "bakery.example.evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.10",
        "[",
        "[::1",
        "[evil.example]",
        "::1"
      })
  void doNotKnowAnother(String host) {
    assertThat(hosts.include(host, "192.0.2.1")).isFalse();
  }
}
