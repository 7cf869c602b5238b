package orderbakery.broker;

import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.Message;

/** What a batch holds: an unreadable message does not keep its neighbours. Both in their order. */
public record Reading<T>(List<T> readable, List<Unreadable> unreadable) {

  public Reading {
    readable = List.copyOf(readable);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads message by message; what the reader throws makes that one message unreadable. */
  public static <T> Reading<T> of(List<Message> messages, MessageReader<? extends T> reader) {
    List<T> readable = new ArrayList<>(messages.size());
    List<Unreadable> unreadable = new ArrayList<>();
    for (Message message : messages) {
      try {
        readable.add(reader.read(message));
      } catch (Exception e) {
        unreadable.add(new Unreadable(message, e));
      }
    }
    return new Reading<>(readable, unreadable);
  }
}
