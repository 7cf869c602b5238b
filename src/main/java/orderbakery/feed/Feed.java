package orderbakery.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import orderbakery.message.FrameMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;

/** The feed of one process: passes frames on in order, and knows how far it is. */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final Partitions partitions;
  private final Supplier<String> epoch;
  private final BakedPositions baked;
  private final int heartbeatSeconds;
  private final FrameMessages frames = new FrameMessages();
  private HighWaterMarks marks;

  /**
   * A feed that starts where the presentation is.
   *
   * @param epoch of the log, known once the store was reached
   */
  public Feed(
      Partitions partitions, Supplier<String> epoch, BakedPositions baked, int heartbeatSeconds) {
    this.partitions = partitions;
    this.epoch = epoch;
    this.baked = baked;
    this.heartbeatSeconds = heartbeatSeconds;
  }

  /** The first frame of a client. */
  public synchronized String hello() {
    return "{\"type\":\"feed.hello\",\"token\":\"%s\",\"resumed\":false,\"heartbeatSeconds\":%d}"
        .formatted(token(), heartbeatSeconds);
  }

  /**
   * The frames of a batch as clients get them: each with its token, and none that is older than one
   * before.
   */
  public synchronized List<String> pass(List<Message> batch) {
    List<String> passed = new ArrayList<>(batch.size());
    for (Message message : batch) {
      try {
        Position position = frames.positionOf(message.getMessageProperties());
        if (marks().pass(position, frames.versionOf(message.getMessageProperties()))) {
          passed.add(withToken(message.getBody()));
        }
      } catch (IllegalArgumentException e) {
        LOG.error("Frame {} is left out", message.getMessageProperties().getMessageId(), e);
      }
    }
    return passed;
  }

  /** The token goes in before the closing brace: the frame is not parsed again. */
  private String withToken(byte[] frame) {
    return new String(frame, 0, frame.length - 1, UTF_8) + ",\"token\":\"" + token() + "\"}";
  }

  private String token() {
    return new ResumeToken(epoch.get(), marks().sequences()).toString();
  }

  private HighWaterMarks marks() {
    if (marks == null) {
      marks = new HighWaterMarks(partitions.all().mapToLong(baked::highest).toArray());
    }
    return marks;
  }
}
