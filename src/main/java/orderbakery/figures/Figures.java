package orderbakery.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.Times;
import orderbakery.edge.Answer;

/** {@code GET /figures}: how far all is, in figures, the same bytes for all who ask at a time. */
public final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was answered last, and of which moment. */
  private record Written(Instant of, Answer answer) {}

  private final Progress progress;
  private final FrameTimes frameTimes;
  private final Duration limit;
  private volatile Written last = new Written(Instant.MIN, null);

  /**
   * @param limit how long one may wait, from {@code bakery.limits.oldest-waiting}
   */
  public Figures(Progress progress, FrameTimes frameTimes, Duration limit) {
    this.progress = progress;
    this.frameTimes = frameTimes;
    this.limit = limit;
  }

  /** The answer to whoever asks. */
  public Answer show() {
    Snapshot now = progress.current();
    Written written = last;
    if (!written.of().equals(now.time())) {
      written = new Written(now.time(), Answer.of(200).withJson(json(now)));
      last = written;
    }
    return written.answer();
  }

  private byte[] json(Snapshot now) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("time", Times.text(now.time()));
    figures.put("limits", Map.of("oldestWaitingSeconds", limit.toMillis() / 1000.0));
    figures.put("stages", stages(now));
    figures.put(
        "latency",
        frameTimes.slices(now.time().toEpochMilli()).stream().map(Figures::shown).toList());
    try {
      return JSON.writeValueAsBytes(figures);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<String, Object>> stages(Snapshot now) {
    List<Map<String, Object>> stages = new ArrayList<>();
    for (Milestone milestone : Milestone.values()) {
      if (milestone != Milestone.NOTIFIED || now.hearsAll()) {
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("stage", milestone.word());
        stage.put("count", now.count(milestone));
        stage.put("perSecond", now.perSecond().getOrDefault(milestone, 0.0));
        stage.put("oldestWaitingSeconds", now.oldestSeconds(milestone));
        stages.add(stage);
      }
    }
    return stages;
  }

  private static Map<String, Object> shown(FrameTimes.Slice slice) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("time", Times.text(slice.time()));
    shown.put("count", slice.count());
    if (slice.count() > 0) {
      shown.put("p50Millis", slice.p50Millis());
      shown.put("p99Millis", slice.p99Millis());
    }
    return shown;
  }
}
