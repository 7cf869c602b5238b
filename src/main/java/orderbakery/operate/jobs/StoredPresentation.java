package orderbakery.operate.jobs;

import orderbakery.bake.Presentation;

/** A presentation as it is stored, right or wrong. */
public interface StoredPresentation {

  /** 0 where it has none. */
  long version();

  /** Whether it is this one to the last byte, whenever it was baked. */
  boolean is(Presentation baked);
}
