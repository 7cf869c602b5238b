package orderbakery.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import orderbakery.component.Fact;
import orderbakery.figures.AcceptedAt;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import orderbakery.message.FrameMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;

/** The feed of one process: passes frames on in order, and knows how far it is. */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final String component;
  private final Partitions partitions;
  private final Supplier<String> epoch;
  private final Changes changes;
  private final LongConsumer told;
  private final Passed passed;
  private final Marks nothing;
  private final FrameMessages frames = new FrameMessages();

  /**
   * A feed that starts where the presentation is.
   *
   * @param component whose changes it tells of
   * @param epoch of the log, known once the store was reached
   * @param told gets, for each frame that goes to all, when its command was accepted
   */
  public Feed(
      String component,
      Partitions partitions,
      Supplier<String> epoch,
      Changes changes,
      LongConsumer told) {
    this.component = component;
    this.partitions = partitions;
    this.epoch = epoch;
    this.changes = changes;
    this.told = told;
    this.nothing = Marks.none(partitions.count());
    this.passed = new Passed(this::newest);
  }

  /**
   * The frames of a batch as clients get them: each with its token, and none that is older than one
   * before.
   *
   * @param batch empty when the queue is consumed anew: frames may have gone with the old one, so
   *     what the presentation has meanwhile comes instead, read while it is sent
   */
  public Iterator<FeedFrame> pass(List<Message> batch) {
    return batch.isEmpty()
        ? new Missed(
            this, new CatchUp(changes, Place.at(passed.now()), newest(), Interest.ALL, true))
        : live(batch).iterator();
  }

  private List<FeedFrame> live(List<Message> batch) {
    return batch.stream()
        .flatMap(message -> headOf(message).flatMap(head -> live(message, head)).stream())
        .toList();
  }

  /** Empty for what is no frame: whoever else publishes into the room stops nobody. */
  private Optional<FrameMessages.Head> headOf(Message message) {
    try {
      return Optional.of(frames.head(message, partitions));
    } catch (IllegalArgumentException e) {
      LOG.error("Frame {} is left out", message.getMessageProperties().getMessageId(), e);
      return Optional.empty();
    }
  }

  private Optional<FeedFrame> live(Message message, FrameMessages.Head head) {
    int partition = head.position().partition();
    Mark mark = new Mark(head.position().sequence(), head.version());
    String id = message.getMessageProperties().getMessageId();
    if (!passes(partition, mark, head.type(), id)) {
      return Optional.empty();
    }
    String text = withToken(message.getBody(), Place.at(passed.now()));
    return Optional.of(
        new FeedFrame(text, head.type(), head.subject(), head.owner(), partition, mark, Set.of()));
  }

  private boolean passes(int partition, Mark mark, String type, String id) {
    return Fact.isRejection(type)
        ? passed.passRejection(partition, mark, id)
        : passed.pass(partition, mark);
  }

  /**
   * The frames of a change that was missed, one for each type that was: who asked for some types is
   * told the newest of them, all others the newest of all. What is behind the span comes live.
   *
   * <p>A change that stands behind the span comes after all that stand in it: its partition has
   * passed up to the goal then. Whoever comes from now on is caught up on what the change tells of
   * the span, for it does not come again.
   *
   * @param span what was missed
   * @param goal the end of the span
   * @param token of whoever hears it
   */
  List<FeedFrame> missed(Fact change, Span span, Mark goal, Place token) {
    Position position = change.position();
    boolean isBehind = position.sequence() > span.upTo();
    Mark mark = isBehind ? goal : new Mark(position.sequence(), change.version());
    boolean passes = passed.pass(position.partition(), mark);
    if (!isBehind && !passes) {
      return List.of();
    }
    Set<String> newer =
        change.told().sequences().keySet().stream()
            .map(change::typeOf)
            .collect(toCollection(LinkedHashSet::new));
    List<FeedFrame> frames = new ArrayList<>();
    change
        .told()
        .sequences()
        .forEach(
            (word, sequence) -> {
              Fact told = change.as(change.typeOf(word));
              newer.remove(told.type());
              if (span.includes(sequence, position.sequence())) {
                frames.add(FeedFrame.of(told, sequence, textOf(told, token), newer));
              }
            });
    return frames;
  }

  /** Nothing more was missed up to here; what comes from there now is late. */
  void missedUpTo(Marks goal) {
    partitions.all().forEach(partition -> passed.pass(partition, goal.of(partition)));
  }

  /** The text of a frame, for the route. */
  public String text(FeedFrame frame) {
    told.accept(AcceptedAt.in(frame.text()));
    return frame.text();
  }

  CatchUp catchUp(Place from, Marks goal, Interest interest) {
    return new CatchUp(changes, from, goal, interest, false);
  }

  /** The frame of a change, with the token of a client that is so far. */
  String textOf(Fact change, Place place) {
    return withToken(frames.frameOf(change), place);
  }

  /** The token goes in before the closing brace: the frame is not parsed again. */
  private String withToken(byte[] frame, Place place) {
    return new String(frame, 0, frame.length - 1, UTF_8) + ",\"token\":\"" + token(place) + "\"}";
  }

  ResumeToken token(Marks marks) {
    return token(Place.at(marks));
  }

  private ResumeToken token(Place place) {
    return new ResumeToken(component, epoch.get(), place);
  }

  /** The marks before the first change. */
  Marks nothing() {
    return nothing;
  }

  /** The highest sequence of a partition whose frames have passed here, or need not. */
  public long passed(int partition) {
    return now().of(partition).sequence();
  }

  /** How far this process has passed frames on. */
  Marks now() {
    return passed.now();
  }

  /** The newest change of a partition, whether it has passed here or not. */
  Mark newest(int partition) {
    return changes.newest(partition);
  }

  private Marks newest() {
    return new Marks(partitions.all().mapToObj(changes::newest).toList());
  }
}
