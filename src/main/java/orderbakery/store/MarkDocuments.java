package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.WriteModel;
import java.util.Date;
import java.util.List;
import orderbakery.execute.EventStatus;
import orderbakery.execute.Execution;
import orderbakery.execute.Mark;
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

  /** Updates that touch only events that are still PENDING. */
  public List<WriteModel<Document>> write(Execution execution) {
    return execution.marks().stream().map(this::write).toList();
  }

  private WriteModel<Document> write(Mark mark) {
    Document set = new Document("status", mark.status().name());
    if (mark.executionTime() != null) {
      set.append("executionTime", Date.from(mark.executionTime()));
      set.append("executedBy", executedBy);
    }
    if (mark.orderVersion() > 0) {
      set.append("orderVersion", mark.orderVersion());
    }
    if (mark.problem() != null) {
      set.append("problem", new Document(mark.problem()));
    }
    Document update = new Document("$set", set);
    if (mark.status() == EventStatus.PARKED) {
      update.append("$inc", new Document("attempts", 1));
    }
    return new UpdateManyModel<>(
        and(in("_id", mark.ids()), eq("status", EventStatus.PENDING.name())), update);
  }
}
