package orderbakery.order;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.FileCommand;
import orderbakery.component.Problem;
import orderbakery.component.Times;
import orderbakery.component.form.MergePatch;
import orderbakery.component.form.Reading;

/** What can be asked of an order. Each command knows its rules; {@code at} is its acceptance. */
sealed interface OrderCommand {

  /** Decides on an order, which is absent when none has the id. */
  Decision<Order> decide(Optional<Order> state, OrderForm form);

  /** Places a new order; the id can be taken only by a collision. */
  record Create(Map<String, Object> fields, Instant at) implements OrderCommand {
    @Override
    public Decision<Order> decide(Optional<Order> state, OrderForm form) {
      return state.isPresent()
          ? new Rejected<>(OrderProblems.alreadyCreated())
          : ifSound(
              form.whole(fields, Times.text(at)),
              order -> Order.placed(new OrderDetails(order), at),
              "created");
    }
  }

  /** A command on an order that exists. */
  sealed interface Change extends OrderCommand {

    /** Why the order does not allow it. */
    default Optional<Problem> obstacle(Order order) {
      return order.obstacleToChange();
    }

    /** Decides on an order that allows it. */
    Decision<Order> change(Order order, OrderForm form);

    @Override
    default Decision<Order> decide(Optional<Order> state, OrderForm form) {
      if (state.isEmpty()) {
        return new Rejected<>(OrderProblems.COMMON.unknown());
      }
      Order order = state.get();
      Optional<Problem> obstacle = obstacle(order);
      return obstacle.isPresent() ? new Rejected<>(obstacle.get()) : change(order, form);
    }
  }

  /** Writes the client's part anew; without a date, it keeps the one it had. */
  record Replace(Map<String, Object> fields, Instant at) implements Change {
    @Override
    public Decision<Order> change(Order order, OrderForm form) {
      return ifSound(
          form.whole(fields, order.details().date()),
          replaced -> order.with(new OrderDetails(replaced), at),
          "updated");
    }
  }

  /** Merges into the client's part (RFC 7396); defaults fill what the patch removes. */
  record Patch(Map<String, Object> patch, Instant at) implements Change {
    @Override
    public Decision<Order> change(Order order, OrderForm form) {
      Map<String, Object> merged = MergePatch.mergeObject(order.details().fields(), patch);
      return new Replace(merged, at).change(order, form);
    }
  }

  /** Ends an order that stays visible. */
  record Cancel(Map<String, Object> request, Instant at) implements Change {
    @Override
    public Decision<Order> change(Order order, OrderForm form) {
      return ifSound(
          OrderForm.cancellation(request),
          sound -> order.cancelled((String) sound.get("reason"), at),
          "cancelled");
    }
  }

  /** Shows a change of a product that lines of the order name. */
  record Follow(ProductChange product, Instant at) implements Change {
    @Override
    public Decision<Order> change(Order order, OrderForm form) {
      return order.details().lines().stream().anyMatch(product::isNewFor)
          ? new Accepted<>(order.with(order.details().withLines(this::followed), at), "updated")
          : new Rejected<>(OrderProblems.nothingToFollow());
    }

    private Line followed(Line line) {
      return product.isNewFor(line) ? line.following(product) : line;
    }
  }

  /** Adds a file, or takes one away. */
  record ChangeFiles(FileCommand command, Instant at) implements Change {
    @Override
    public Decision<Order> change(Order order, OrderForm form) {
      return command.decide(Orders.NAME, order.files(), files -> order.with(files, at));
    }
  }

  /** Takes an order from the readers; a cancelled one can go too. */
  record Delete(Instant at) implements Change {
    @Override
    public Optional<Problem> obstacle(Order order) {
      return order.obstacleToDeletion();
    }

    @Override
    public Decision<Order> change(Order order, OrderForm form) {
      return new Accepted<>(order.deleted(at), "deleted");
    }
  }

  private static Decision<Order> ifSound(
      Reading reading, Function<Map<String, Object>, Order> effect, String change) {
    return reading.isSound()
        ? new Accepted<>(effect.apply(reading.normalForm()), change)
        : new Rejected<>(OrderProblems.COMMON.invalid(reading));
  }
}
