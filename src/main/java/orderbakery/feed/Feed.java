package orderbakery.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import orderbakery.component.Fact;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import orderbakery.message.FrameMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** The feed of one process: passes frames on in order, and knows how far it is. */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final String component;
  private final Partitions partitions;
  private final Supplier<String> epoch;
  private final Changes changes;
  private final Passed passed;
  private final Marks nothing;
  private final FrameMessages frames = new FrameMessages();

  /**
   * A feed that starts where the presentation is.
   *
   * @param component whose changes it tells of
   * @param epoch of the log, known once the store was reached
   */
  public Feed(String component, Partitions partitions, Supplier<String> epoch, Changes changes) {
    this.component = component;
    this.partitions = partitions;
    this.epoch = epoch;
    this.changes = changes;
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
    return batch.isEmpty() ? new Missed(this, catchUpFrom(passed.now())) : live(batch).iterator();
  }

  private List<FeedFrame> live(List<Message> batch) {
    List<FeedFrame> live = new ArrayList<>(batch.size());
    for (Message message : batch) {
      MessageProperties properties = message.getMessageProperties();
      try {
        Position position = frames.positionOf(properties);
        Mark mark = new Mark(position.sequence(), frames.versionOf(properties));
        if (passes(position.partition(), mark, properties)) {
          String text = withToken(message.getBody(), passed.now());
          String subject = frames.subjectOf(properties);
          live.add(new FeedFrame(text, properties.getType(), subject, position, mark.version()));
        }
      } catch (IllegalArgumentException e) {
        LOG.error("Frame {} is left out", properties.getMessageId(), e);
      }
    }
    return live;
  }

  private boolean passes(int partition, Mark mark, MessageProperties properties) {
    return Fact.isRejection(properties.getType())
        ? passed.passRejection(partition, mark, properties.getMessageId())
        : passed.pass(partition, mark);
  }

  /** The frame of a change that was missed; empty if it has passed after all. */
  Optional<FeedFrame> missed(Fact change) {
    Mark mark = new Mark(change.position().sequence(), change.version());
    if (!passed.pass(change.position().partition(), mark)) {
      return Optional.empty();
    }
    String text = textOf(change, passed.now());
    return Optional.of(
        new FeedFrame(text, change.type(), change.entityId(), change.position(), change.version()));
  }

  /** The text of a frame, for the route. */
  public String text(FeedFrame frame) {
    return frame.text();
  }

  /** A way through the presentation to its newest change. */
  private CatchUp catchUpFrom(Marks from) {
    return catchUp(from, newest());
  }

  CatchUp catchUp(Marks from, Marks goal) {
    return new CatchUp(changes, from, goal);
  }

  /** The frame of a change, with the token of a client that is so far. */
  String textOf(Fact change, Marks marks) {
    return withToken(frames.frameOf(change), marks);
  }

  /** The token goes in before the closing brace: the frame is not parsed again. */
  private String withToken(byte[] frame, Marks marks) {
    return new String(frame, 0, frame.length - 1, UTF_8) + ",\"token\":\"" + token(marks) + "\"}";
  }

  ResumeToken token(Marks marks) {
    return new ResumeToken(component, epoch.get(), marks);
  }

  /** The marks before the first change. */
  Marks nothing() {
    return nothing;
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
