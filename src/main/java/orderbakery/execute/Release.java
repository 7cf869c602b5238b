package orderbakery.execute;

import orderbakery.component.Problem;
import orderbakery.log.PlatformEvent;

/**
 * A retry or a skip.
 *
 * @param event the intervention's own
 * @param commandId the parked command that it names
 */
record Release(Intervention intervention, PlatformEvent event, String commandId) {

  String id() {
    return event.id();
  }

  /** Where all that it releases is told. */
  long sequence() {
    return event.sequence();
  }

  boolean isSkip() {
    return intervention == Intervention.SKIP;
  }

  /** What the skipped command is told. */
  Problem skipped() {
    return Fault.problem(
        "It could not be executed, and an operator skipped it: " + event.payload().get("reason"));
  }

  ReleaseInfo released() {
    return new ReleaseInfo(id(), null);
  }

  ReleaseInfo skip() {
    return new ReleaseInfo(null, id());
  }
}
