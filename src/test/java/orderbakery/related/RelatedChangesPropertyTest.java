package orderbakery.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import orderbakery.related.ShopUnderCrashes.Broken;

/**
 * At rest no placed order shows an older name of a product, whichever of the two came first, and
 * nothing is told twice.
 */
class RelatedChangesPropertyTest {
  private static final int STEPS = 120;

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void leavesNoOlderNameAndTellsNothingTwice(@ForAll long seed) {
    ShopUnderCrashes shop = settled(seed, Broken.NOTHING);

    assertThat(shop.staleLines()).isEmpty();
    assertThat(shop.doubled()).isEmpty();
  }

  @Example
  void needsTheLookAtOrdersThatChange() {
    assertThat(seeds()).anyMatch(seed -> leavesStaleLines(seed, Broken.NO_LOOK));
  }

  @Example
  void needsTheFollowUpOfProductsThatChange() {
    assertThat(seeds()).anyMatch(seed -> leavesStaleLines(seed, Broken.NO_FOLLOW_UP));
  }

  @Example
  void needsAnotherPassForAProductThatChangesMeanwhile() {
    assertThat(seeds()).anyMatch(seed -> leavesStaleLines(seed, Broken.ONE_PASS));
  }

  @Example
  void needsTheProductAsItsSourceHoldsIt() {
    assertThat(seeds()).anyMatch(seed -> leavesStaleLines(seed, Broken.FROM_PRESENTATION));
  }

  @Example
  void needsIdsMadeOfWhatTheCommandIsAbout() {
    assertThat(seeds()).anyMatch(seed -> !settled(seed, Broken.DRAWN_IDS).doubled().isEmpty());
  }

  private static boolean leavesStaleLines(long seed, Broken broken) {
    return !settled(seed, broken).staleLines().isEmpty();
  }

  private static List<Long> seeds() {
    return LongStream.range(0, 1000).boxed().toList();
  }

  private static ShopUnderCrashes settled(long seed, Broken broken) {
    ShopUnderCrashes shop = new ShopUnderCrashes(new Random(seed), broken);
    for (int i = 0; i < STEPS; i++) {
      shop.step();
    }
    shop.settle();
    return shop;
  }
}
