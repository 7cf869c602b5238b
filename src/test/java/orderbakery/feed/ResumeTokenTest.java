package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTokenTest {
  private static final String EPOCH = "0123abcd";
  private static final String COMPONENT = "product";
  private static final int LONGEST_EPOCH = 40 - COMPONENT.length();

  private static Place place(List<Long> sequences, List<Long> versions) {
    return Place.at(
        new Marks(
            IntStream.range(0, sequences.size())
                .mapToObj(p -> new Mark(sequences.get(p), versions.get(p)))
                .toList()));
  }

  private static Place begun(Place place, int partition, Mark upTo) {
    return new Place(place.marks(), new Place.Begun(partition, upTo));
  }

  @Property
  void isReadAsItWasWritten(
      @ForAll @Size(Partitions.MOST) List<@LongRange(max = (1L << 42) - 1) Long> sequences,
      @ForAll @Size(Partitions.MOST) List<@LongRange(max = (1L << 28) - 1) Long> versions) {
    ResumeToken token = new ResumeToken(COMPONENT, EPOCH, place(sequences, versions));

    assertThat(ResumeToken.parse(token.toString())).contains(token);
  }

  @Property
  void knowsThePartitionThatIsBegun(
      @ForAll @IntRange(max = Partitions.MOST - 1) int partition,
      @ForAll @LongRange(max = (1L << 42) - 1) long sequence,
      @ForAll @LongRange(max = (1L << 28) - 1) long version) {
    Place seen = begun(place(List.of(5L), List.of(2L)), partition, new Mark(sequence, version));
    ResumeToken token = new ResumeToken(COMPONENT, EPOCH, seen);

    assertThat(ResumeToken.parse(token.toString())).contains(token);
  }

  @Property
  void isNeverLongerThanTheContractSaysAndNeverAheadOfWhatAClientHasSeen(
      @ForAll @Size(Partitions.MOST) List<@LongRange(max = Long.MAX_VALUE) Long> sequences,
      @ForAll @Size(Partitions.MOST) List<@LongRange(max = Long.MAX_VALUE) Long> versions) {
    Place seen = place(sequences, versions);

    String token = new ResumeToken(COMPONENT, "e".repeat(LONGEST_EPOCH), seen).toString();

    assertThat(token).hasSizeLessThanOrEqualTo(512).matches("[A-Za-z0-9_.-]+");
    assertThat(seen.marks().below(ResumeToken.parse(token).orElseThrow().place().marks()))
        .isEmpty();
  }

  @Test
  void fitsInto512CharactersWithTheMostPartitionsAndTheHighestNumbers() {
    Mark highest = new Mark(Long.MAX_VALUE, Long.MAX_VALUE);
    Marks all = new Marks(IntStream.range(0, Partitions.MOST).mapToObj(p -> highest).toList());
    Place most = begun(Place.at(all), Partitions.MOST - 1, highest);

    assertThat(new ResumeToken(COMPONENT, "e".repeat(LONGEST_EPOCH), most).toString())
        .hasSizeLessThanOrEqualTo(512);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e",
        "e.gg",
        "e.g",
        "e.!!",
        "e.gICAgICAgICAgAE",
        "e.____________AQE",
        "o.e.gg",
        "o.e.e.AAA",
        "o.e.AQI.AQ",
        "o.e.AQI.IAEB",
        "o.e.AQI.AAEBAQ",
        "o.e.AQI.AAEB.AA",
        "..AAA."
      })
  void isNothingElse(String text) {
    assertThat(ResumeToken.parse(text)).isEmpty();
  }

  @Test
  void isNoLongerText() {
    assertThat(ResumeToken.parse("e." + "A".repeat(ResumeToken.LONGEST - 2))).isPresent();
    assertThat(ResumeToken.parse("e." + "A".repeat(ResumeToken.LONGEST))).isEmpty();
  }

  @Test
  void isOfOrdersWhereAnEarlierVersionHasWrittenIt() {
    Place place = place(List.of(1L), List.of(2L));

    assertThat(ResumeToken.parse("0123abcd.AQI"))
        .contains(new ResumeToken("order", "0123abcd", place));
    assertThat(new ResumeToken("order", "0123abcd", place)).hasToString("order.0123abcd.AQI");
  }

  @Test
  void writesTheHighestNumbersThatFitExactly() {
    for (long[] edge : new long[][] {{(1L << 42) - 1, (1L << 28) - 1}, {1L << 42, 1L << 28}}) {
      Place written = place(List.of(edge[0]), List.of(edge[1]));

      assertThat(ResumeToken.parse(new ResumeToken("o", "e", written).toString()))
          .contains(
              new ResumeToken("o", "e", place(List.of((1L << 42) - 1), List.of((1L << 28) - 1))));
    }
  }
}
