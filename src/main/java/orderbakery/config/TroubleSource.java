package orderbakery.config;

import java.util.List;

/** A part of this process that knows what may be wrong with it. */
interface TroubleSource {

  /** The same kinds each time, whether they are so or not. */
  List<Trouble> troubles();
}
