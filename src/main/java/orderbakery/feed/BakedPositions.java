package orderbakery.feed;

/** How far the presentation is. */
public interface BakedPositions {

  /** The highest sequence that is baked in this partition, 0 before the first. */
  long highest(int partition);
}
