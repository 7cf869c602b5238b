package orderbakery.execute;

/**
 * An entity to write, if nobody else was faster.
 *
 * @param expectedVersion the version that was read; 0 when there was no entity
 */
public record EntityWrite(long expectedVersion, Entity entity) {

  public boolean isNew() {
    return expectedVersion == 0;
  }
}
