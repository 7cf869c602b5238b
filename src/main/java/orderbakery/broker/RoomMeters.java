package orderbakery.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What this process has published to a room, measured a call at a time. */
final class RoomMeters {
  private final Counter messages;
  private final Counter unconfirmed;
  private final Timer duration;
  private final AtomicLong waiting = new AtomicLong();

  RoomMeters(String room, MeterRegistry meters) {
    Tags tags = Messaging.tags("publish").and("messaging.destination.name", room);
    this.messages =
        Counter.builder("messaging.client.sent.messages")
            .description("Messages that the broker has confirmed")
            .tags(tags)
            .register(meters);
    this.duration =
        Timer.builder("messaging.client.operation.duration")
            .description("Until up to 500 messages were confirmed, or were not")
            .tags(tags)
            .serviceLevelObjectives(Messaging.BORDERS)
            .register(meters);
    this.unconfirmed =
        Counter.builder("bakery.publish.unconfirmed")
            .description("Messages of calls that the broker has not confirmed in time, or refused")
            .tag("room", room)
            .register(meters);
    Gauge.builder("bakery.publish.waiting", waiting, AtomicLong::get)
        .description("Messages that wait for their confirms now")
        .tag("room", room)
        .register(meters);
  }

  /** Messages are sent: tells when, by {@link System#nanoTime}. */
  long began(int size) {
    waiting.addAndGet(size);
    return System.nanoTime();
  }

  /** They were confirmed, all of them, or were not. */
  void ended(int size, boolean confirmed, long began) {
    waiting.addAndGet(-size);
    duration.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    (confirmed ? messages : unconfirmed).increment(size);
  }
}
