package orderbakery.api;

/** Where a client finds what became of an accepted command. */
public final class Whereabouts {

  /** The value of {@code Location}: the entity. */
  public String location(Submission submission) {
    return "/" + submission.command().serviceName() + "/" + submission.command().entityId();
  }

  /** The value of {@code Link}: the receipt. */
  public String monitor(Submission submission) {
    return "</command/" + submission.command().id() + ">; rel=\"monitor\"";
  }
}
