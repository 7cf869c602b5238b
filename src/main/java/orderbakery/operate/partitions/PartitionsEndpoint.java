package orderbakery.operate.partitions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.figures.PartitionState;
import orderbakery.figures.Progress;
import orderbakery.figures.Snapshot;
import orderbakery.figures.StoredStages;
import orderbakery.operate.Answering;
import orderbakery.operate.StoreAway;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@code /actuator/partitions}: how far each component is in each partition, and who works on it.
 */
@Endpoint(id = "partitions")
public final class PartitionsEndpoint {
  private final Progress progress;
  private final StoredStages store;
  private volatile Shown last = new Shown(Instant.MIN, List.of());

  /** What was answered last, and of which moment. */
  private record Shown(Instant of, List<Map<String, Object>> partitions) {}

  public PartitionsEndpoint(Progress progress, StoredStages store) {
    this.progress = progress;
    this.store = store;
  }

  /** All partitions of all components. */
  @ReadOperation
  public WebEndpointResponse<Object> show() {
    return Answering.with(this::partitions);
  }

  private List<Map<String, Object>> partitions() {
    try {
      Snapshot now = progress.current();
      Shown shown = last;
      if (!shown.of().equals(now.time())) {
        shown = new Shown(now.time(), now.partitions().stream().map(it -> shown(it, now)).toList());
        last = shown;
      }
      return shown.partitions();
    } catch (RuntimeException e) {
      throw new StoreAway("How far the partitions are is not known: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> shown(PartitionState state, Snapshot now) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("component", state.component());
    shown.put("partition", state.partition());
    shown.put("head", state.head());
    shown.put("executed", state.executed());
    shown.put("baked", state.baked());
    shown.put("waiting", state.waiting());
    shown.put("oldestWaitingSeconds", state.oldestSeconds(now.time()));
    shown.put("owner", store.owner(state.component(), state.partition()));
    return shown;
  }
}
