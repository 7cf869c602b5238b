package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.amqp.core.Message;

/** What a route was given and what it has done, for messages numbered 0, 1, 2 … in each queue. */
final class Journal {
  private final Map<String, Integer> last = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> jumps = new ArrayList<>();

  /**
   * Notes that a batch was given. A message may come again, with all that follow it; none may come
   * before the one that it follows.
   */
  synchronized void given(List<Message> batch) {
    for (Message message : batch) {
      String queue = message.getMessageProperties().getConsumerQueue();
      int number = number(message);
      int previous = last.getOrDefault(queue, -1);
      if (number > previous + 1) {
        jumps.add("%s: %s after %s".formatted(queue, number, previous));
      }
      last.put(queue, number);
    }
  }

  synchronized void done(List<Message> batch) {
    batch.forEach(
        message ->
            done.add(message.getMessageProperties().getConsumerQueue() + "/" + number(message)));
  }

  synchronized int done() {
    return done.size();
  }

  synchronized List<String> jumps() {
    return List.copyOf(jumps);
  }

  private static int number(Message message) {
    return Integer.parseInt(new String(message.getBody(), UTF_8));
  }
}
