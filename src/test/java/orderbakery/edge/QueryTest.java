package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryTest {

  @Test
  void hasWhatTheQueryStringSays() {
    Query query = Query.of("limit=5&after=a%3Db%26c&stat%75s=PLACED&empty&blank=a+b");

    assertThat(query.one("limit")).isEqualTo("5");
    assertThat(query.one("after")).isEqualTo("a=b&c");
    assertThat(query.one("status")).isEqualTo("PLACED");
    assertThat(query.one("empty")).isEmpty();
    assertThat(query.one("blank")).isEqualTo("a b");
    assertThat(query.one("Limit")).isNull();
    assertThat(Query.of(null).one("limit")).isNull();
    assertThat(Query.of("").one("limit")).isNull();
  }

  @Test
  void refusesAParameterThatIsGivenTwice() {
    assertThatThrownBy(() -> Query.of("a=1&b=2&%61=1").one("a"))
        .hasMessage("The query parameter a is given more than once.");
  }
}
