package orderbakery.api;

import java.util.Map;
import orderbakery.component.Precondition;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.ScheduledCommand;

/**
 * Refuses early what would come to nothing: a command that would only wait, and, as the manager
 * would, one on what belongs to others, or for a version that readers already see replaced.
 */
public final class Preconditions {
  private final StoredDocuments stored;
  private final WaitingWork waiting;

  public Preconditions(StoredDocuments stored, WaitingWork waiting) {
    this.stored = stored;
    this.waiting = waiting;
  }

  /**
   * Lets pass what may still be right: of an entity that is not there or gone, the manager says so.
   * Looks at the presentation only where that can tell.
   *
   * @throws RefusedRequest 503 while those before it wait for too long, 404 when what is presented
   *     belongs to others, 412 when the presentation shows a later version
   */
  public void check(Submission submission) {
    ScheduledCommand command = submission.command();
    waiting.requireProgress(command);
    boolean isAboutVersion = command.ifMatch() != null;
    if (isAboutVersion || mayBeOfOthers(command)) {
      Map<String, Object> presented = stored.version(command.serviceName(), command.entityId());
      if (presented != null) {
        requireOwner(command, presented);
        if (isAboutVersion && !"DELETED".equals(presented.get("status"))) {
          requireVersion(command, presented);
        }
      }
    }
  }

  /**
   * The same before a file is taken in, and lets none come for an entity that is gone. A repeat is
   * answered as the first was, whatever has become of the entity.
   *
   * @throws RefusedRequest also 410
   */
  public FileUpload checkUpload(FileUpload upload) {
    Submission expected = upload.expected();
    ScheduledCommand command = expected.command();
    if (expected.isKeyed() && stored.event(command.id()) != null) {
      return upload;
    }
    check(expected);
    Map<String, Object> presented = stored.version(command.serviceName(), command.entityId());
    if (presented != null && "DELETED".equals(presented.get("status"))) {
      throw new RefusedRequest(Presented.deleted(command.serviceName()));
    }
    return upload;
  }

  /** What it creates is its own. */
  private static boolean mayBeOfOthers(ScheduledCommand command) {
    return Boolean.FALSE.equals(command.changesAll()) && !command.operation().equals("create");
  }

  private static void requireOwner(ScheduledCommand command, Map<String, Object> presented) {
    if (!command.mayChange((String) presented.get(Ending.OWNER))) {
      throw new RefusedRequest(Presented.unknown(command.serviceName()));
    }
  }

  private static void requireVersion(ScheduledCommand command, Map<String, Object> presented) {
    Precondition precondition = Precondition.parse(command.ifMatch());
    long current = ((Number) presented.get("version")).longValue();
    if (precondition.isBehind(current)) {
      throw new RefusedRequest(precondition.mismatch(command.serviceName(), current));
    }
  }
}
