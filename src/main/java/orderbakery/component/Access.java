package orderbakery.component;

/**
 * Who may read and change the entities of a component: the scopes that a token must name.
 *
 * @param read for those of one's own, or for all where they have no owner
 * @param write as {@code read}
 * @param isOwned whether an entity belongs to the principal that created it: others need the scope
 *     with {@code :all} behind it, and to them it does not exist without
 */
public record Access(String read, String write, boolean isOwned) {
  private static final String ALL = ":all";

  /**
   * Whom an entity belongs to that this principal creates; null for nobody.
   *
   * @param principal as the log has it
   */
  public String ownerOf(String principal) {
    return isOwned && !Caller.ANONYMOUS.principal().equals(principal) ? principal : null;
  }

  /** Whether he may read at all. */
  public boolean mayRead(Caller caller) {
    return caller.may(read) || mayReadAll(caller);
  }

  /** Whether he may change something. */
  public boolean mayWrite(Caller caller) {
    return caller.may(write) || mayWriteAll(caller);
  }

  /** Whether he may read what belongs to others. */
  public boolean mayReadAll(Caller caller) {
    return isOwned ? caller.may(read + ALL) : caller.may(read);
  }

  /**
   * Whether he may read what belongs to this principal.
   *
   * @param owner null for nobody
   */
  public boolean mayReadOf(String owner, Caller caller) {
    return mayReadAll(caller) || (mayRead(caller) && caller.principal().equals(owner));
  }

  /** Whose entities alone he may read; null when he may read everybody's. */
  public String readsOnlyOf(Caller caller) {
    return mayReadAll(caller) ? null : caller.principal();
  }

  /**
   * Whether a history names others to him: who may see an entity that belongs to somebody may know
   * who has changed it; of one that all may see, those who may read everything.
   */
  public boolean mayKnowOthers(Caller caller) {
    return isOwned || caller.may(read + ALL);
  }

  /** Whether he may change what belongs to others. */
  public boolean mayWriteAll(Caller caller) {
    return isOwned ? caller.may(write + ALL) : caller.may(write);
  }
}
