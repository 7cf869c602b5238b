package orderbakery.bake;

/**
 * A presentation to write, if nobody else was faster.
 *
 * @param expected what was found stored
 */
public record PresentationWrite(Shown expected, Presentation presentation) {

  /** Whether none was stored. */
  public boolean isNew() {
    return expected.isNothing();
  }
}
