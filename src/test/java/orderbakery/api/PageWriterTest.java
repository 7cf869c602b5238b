package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private final PageWriter writer =
      new PageWriter(it -> ("\"" + it.get("n") + "\"").getBytes(UTF_8), 20);
  private int read;
  private boolean isClosed;

  @Test
  void endsAPageWithItsLastEntry() {
    WrittenPage page = page(3, "a", "b", "c");

    assertThat(page).returns("[\"a\",\"b\",\"c\"]", PageWriterTest::text);
    assertThat(page.isFollowed()).isFalse();
    assertThat(page.last()).containsEntry("n", "c");
  }

  @Test
  void endsAPageAtItsLimit() {
    WrittenPage page = page(2, "a", "b", "c");

    assertThat(page).returns("[\"a\",\"b\"]", PageWriterTest::text);
    assertThat(page.isFollowed()).isTrue();
    assertThat(page.last()).containsEntry("n", "b");
  }

  @Test
  void endsAPageBeforeItHasTooManyBytes() {
    assertThat(page(9, "\u00e9".repeat(6), "1", "2")).returns(true, WrittenPage::isFollowed);
    assertThat(page(9, "\u00e9".repeat(6), "1", "2").json()).hasSize(20);
    assertThat(page(9, "\u00e9".repeat(6), "12").json()).hasSize(16);
  }

  @Test
  void holdsOneEntryHoweverLargeItIs() {
    WrittenPage page = page(9, "x".repeat(99), "1");

    assertThat(page.json()).hasSize(103);
    assertThat(page.isFollowed()).isTrue();
  }

  @Test
  void isEmptyWhereNothingIsFound() {
    assertThat(page(9)).returns("[]", PageWriterTest::text).returns(null, WrittenPage::last);
  }

  @Test
  void readsNoFurtherThanItWritesAndClosesTheCursor() {
    page(9, IntStream.range(0, 100).mapToObj(i -> "1234").toArray(String[]::new));

    assertThat(read).isEqualTo(3);
    assertThat(isClosed).isTrue();
  }

  private WrittenPage page(int limit, String... values) {
    Iterator<String> found = List.of(values).iterator();
    return writer.write(() -> new Opened(found), limit, Function.identity());
  }

  private static String text(WrittenPage page) {
    return new String(page.json(), UTF_8);
  }

  private final class Opened implements Iterator<Map<String, Object>>, Closeable {
    private final Iterator<String> found;

    Opened(Iterator<String> found) {
      this.found = found;
    }

    @Override
    public boolean hasNext() {
      return found.hasNext();
    }

    @Override
    public Map<String, Object> next() {
      read++;
      return Map.of("n", found.next());
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
