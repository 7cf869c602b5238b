package orderbakery.api;

import java.util.Map;
import java.util.Optional;
import orderbakery.component.AttachedFile;
import orderbakery.component.AttachedFiles;
import orderbakery.component.Component;
import orderbakery.component.FileCommand;
import orderbakery.component.FileProblems;
import orderbakery.component.Plural;
import orderbakery.component.Problem;
import orderbakery.edge.Answer;
import orderbakery.edge.AttachmentName;
import orderbakery.edge.ByteRange;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.ProblemWriter;
import orderbakery.edge.RefusedRequest;
import orderbakery.edge.SafeType;
import orderbakery.edge.StreamedAnswer;
import orderbakery.files.FetchedFile;
import orderbakery.files.FileKey;
import orderbakery.log.EventStatus;

/** Shows the files of entities; tells one that never was from one that is gone. */
public final class PresentedFiles {
  private final Component<?> component;
  private final Presented entities;
  private final StoredDocuments stored;
  private final ProblemWriter problems;

  /** The files of one component. */
  public PresentedFiles(
      Component<?> component, Presented entities, StoredDocuments stored, ProblemWriter problems) {
    this.component = component;
    this.entities = entities;
    this.stored = stored;
    this.problems = problems;
  }

  /**
   * Finds the file that the path names.
   *
   * @throws RefusedRequest 404 for none, 410 for one that was taken away, or whose entity was
   *     deleted
   */
  public FoundFile find(HttpRequest request) {
    Map<String, Object> entity = entities.standing(request);
    Request asked = new Request(request);
    String entityId = asked.entityId(component.name());
    String fileId = asked.fileId();
    AttachedFile file =
        AttachedFiles.in(entity)
            .find(fileId)
            .orElseThrow(() -> new RefusedRequest(absence(entityId, fileId)));
    String tag = tag(file);
    boolean isWhole = isAnother(request.header("If-Range"), tag);
    Optional<ByteRange> range =
        isWhole ? Optional.empty() : ByteRange.of(request.header("Range"), file.size());
    return new FoundFile(
        new FileKey(component.name(), entityId, fileId),
        file,
        range.orElse(null),
        FoundEntity.isAmong(request.list("If-None-Match"), tag),
        request.method().equals("HEAD"));
  }

  /** A file has the id of the command that has added it. */
  private Problem absence(String entityId, String fileId) {
    Map<String, Object> event = stored.event(fileId);
    boolean wasThere =
        event != null
            && entityId.equals(event.get("entityId"))
            && FileCommand.ATTACH.equals(event.get("operation"))
            && EventStatus.EXECUTED.isOf(event)
            && stored.end(fileId).isPresent();
    return wasThere ? FileProblems.deleted() : FileProblems.unknown();
  }

  private static boolean isAnother(String ifRange, String tag) {
    return ifRange != null && !ifRange.equals(tag);
  }

  private static String tag(AttachedFile file) {
    return "\"" + file.sha256() + "\"";
  }

  /**
   * Answers with the bytes, or with what there is to say without them.
   *
   * @param fetched null when no bytes are sent
   * @return an {@link Answer} or a {@link StreamedAnswer}
   */
  public Object write(FoundFile found, FetchedFile fetched) {
    AttachedFile file = found.file();
    if (found.isKnown()) {
      return Answer.of(304).with("ETag", tag(file));
    }
    if (found.isOutOfRange()) {
      return problems
          .answer(outOfRange(file), null)
          .with("Content-Range", found.range().header(file.size()));
    }
    Answer head =
        Answer.of(found.range() == null ? 200 : 206)
            .with("Content-Type", SafeType.of(file.type()))
            .with("Content-Disposition", AttachmentName.header(file.name()))
            .with("Content-Security-Policy", "default-src 'none'; sandbox")
            .with("X-Content-Type-Options", "nosniff")
            .with("Accept-Ranges", "bytes")
            .with("ETag", tag(file));
    Answer part =
        found.range() == null
            ? head
            : head.with("Content-Range", found.range().header(file.size()));
    return found.isHead()
        ? part.with("Content-Length", found.length())
        : new StreamedAnswer(part, found.length(), fetched.content());
  }

  private static Problem outOfRange(AttachedFile file) {
    return new Problem(
        "range-not-satisfiable",
        "The file does not have this range",
        416,
        "The file has " + Plural.of(file.size(), "byte") + ".");
  }
}
