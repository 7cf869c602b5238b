package orderbakery.execute;

/**
 * What an event was freed by, when it stood still.
 *
 * @param releasedBy the intervention after which it was decided, or null
 * @param skippedBy the intervention that skipped it, or null
 */
record ReleaseInfo(String releasedBy, String skippedBy) {
  static final ReleaseInfo NONE = new ReleaseInfo(null, null);

  Bookkeeping on(Bookkeeping values) {
    return values.freedBy(releasedBy, skippedBy);
  }
}
