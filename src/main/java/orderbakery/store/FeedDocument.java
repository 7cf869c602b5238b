package orderbakery.store;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.bake.Shown;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.log.Position;
import org.bson.Document;

/**
 * The field {@code feed} of a presentation: what the frame of its newest change says beside the
 * public document, so that a client that was away gets the same frame.
 */
final class FeedDocument {
  static final String FIELD = "feed";
  static final String OWNER = "owner";
  static final String TYPES = "types";
  private static final List<String> OURS = List.of("_id", FIELD, OWNER, "deleted");

  private FeedDocument() {}

  static Document of(Fact fact) {
    Document feed =
        new Document("partition", fact.position().partition())
            .append("sequence", fact.position().sequence())
            .append("id", fact.id())
            .append("type", fact.type())
            .append("time", Date.from(fact.time()))
            .append(TYPES, types(fact.told()));
    return fact.traceparent() == null ? feed : feed.append("traceparent", fact.traceparent());
  }

  static Document types(ToldTypes told) {
    Document types = new Document();
    types.putAll(told.sequences());
    return types;
  }

  /**
   * What the field {@code types} of an outcome or of {@code feed} tells. An earlier version had
   * none: of what it wrote, the newest change is known.
   */
  static ToldTypes told(Document document, long sequence) {
    Document types = document.get(TYPES, Document.class);
    if (types == null) {
      return ToldTypes.NONE.with(document.getString("type"), sequence);
    }
    Map<String, Long> sequences = new LinkedHashMap<>();
    types.forEach((word, at) -> sequences.put(word, (Long) at));
    return new ToldTypes(sequences);
  }

  /** Which version a presentation shows, told where. */
  static Shown shown(Document presentation) {
    return new Shown(
        presentation.getLong("version"),
        presentation.get(FIELD, Document.class).getLong("sequence"));
  }

  /** The newest change of a presentation, its data the public document. */
  static Fact change(Document presentation) {
    Document feed = presentation.get(FIELD, Document.class);
    Map<String, Object> data = new LinkedHashMap<>(presentation);
    data.keySet().removeAll(OURS);
    Position position = new Position(feed.getInteger("partition"), feed.getLong("sequence"));
    return new Fact(
        feed.getString("id"),
        feed.getString("type"),
        presentation.getString("_id"),
        position,
        presentation.getLong("version"),
        feed.getDate("time").toInstant(),
        feed.getString("traceparent"),
        presentation.getString(OWNER),
        told(feed, position.sequence()),
        data);
  }
}
