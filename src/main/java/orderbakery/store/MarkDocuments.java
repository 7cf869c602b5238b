package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.WriteModel;
import java.util.Date;
import java.util.List;
import orderbakery.execute.Bookkeeping;
import orderbakery.execute.Execution;
import orderbakery.execute.Fault;
import orderbakery.execute.Mark;
import orderbakery.log.EventStatus;
import org.bson.Document;

/** Marks as updates of {@code source.events}: one for all events that get the same values. */
public final class MarkDocuments {
  private final String executedBy;

  /**
   * Marks in the name of one process.
   *
   * @param executedBy the process, as receipts name it
   */
  public MarkDocuments(String executedBy) {
    this.executedBy = executedBy;
  }

  /** Updates of what is not told. */
  public List<WriteModel<Document>> early(Execution execution) {
    return execution.early().stream().map(this::write).toList();
  }

  /** Updates of what is told. */
  public List<WriteModel<Document>> ended(Execution execution) {
    return execution.marks().stream().map(this::write).toList();
  }

  /** What has ended stays as it is, and only what is pending becomes blocked. */
  private WriteModel<Document> write(Mark mark) {
    return new UpdateManyModel<>(
        and(in("_id", mark.ids()), in("status", before(mark.values().status()))),
        updateOf(mark.values()));
  }

  private static List<String> before(EventStatus status) {
    return status == EventStatus.BLOCKED
        ? List.of(EventStatus.PENDING.name())
        : EventStatus.OPEN.stream().map(EventStatus::name).toList();
  }

  /** What took effect in the end has no problem, whatever was said while it was parked. */
  private Document updateOf(Bookkeeping values) {
    Document update = new Document("$set", documentOf(values));
    if (values.status() == EventStatus.EXECUTED) {
      update.append("$unset", new Document("problem", ""));
    }
    Document most = most(values);
    return most.isEmpty() ? update : update.append("$max", most);
  }

  private Document documentOf(Bookkeeping values) {
    Document set = new Document("status", values.status().name());
    if (values.executionTime() != null) {
      set.append("executionTime", Date.from(values.executionTime()));
      set.append("executedBy", executedBy);
    }
    if (values.entityVersion() > 0) {
      set.append("entityVersion", values.entityVersion());
    }
    if (values.problem() != null) {
      set.append("problem", new Document(values.problem()));
    }
    if (values.fault() != null) {
      set.append("fault", documentOf(values.fault()));
    }
    append(set, "releasedBy", values.releasedBy());
    append(set, "skippedBy", values.skippedBy());
    return set;
  }

  /** What only grows: an owner who is late knows of fewer. */
  private static Document most(Bookkeeping values) {
    Document most = new Document();
    append(most, "stoppedAt", values.stoppedAt());
    append(most, "attempts", values.attempts());
    return most;
  }

  private static Document documentOf(Fault fault) {
    return new Document("kind", fault.kind())
        .append("message", fault.message())
        .append("stack", fault.stack())
        .append("time", Date.from(fault.time()));
  }

  private static void append(Document set, String name, Object value) {
    if (value != null) {
      set.append(name, value);
    }
  }
}
