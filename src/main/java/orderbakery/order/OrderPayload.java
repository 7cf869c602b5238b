package orderbakery.order;

import java.time.Instant;
import java.util.Map;
import orderbakery.component.FileCommand;
import orderbakery.component.Following;
import orderbakery.component.Payload;
import orderbakery.log.PlatformEvent;
import orderbakery.order.OrderCommand.Cancel;
import orderbakery.order.OrderCommand.ChangeFiles;
import orderbakery.order.OrderCommand.Create;
import orderbakery.order.OrderCommand.Delete;
import orderbakery.order.OrderCommand.Follow;
import orderbakery.order.OrderCommand.Patch;
import orderbakery.order.OrderCommand.Replace;

/** What the log holds, as commands. */
final class OrderPayload {

  private OrderPayload() {}

  /**
   * The command that an event holds, in whatever form it was written.
   *
   * @throws IllegalArgumentException when it holds none
   */
  static OrderCommand command(PlatformEvent event) {
    Map<String, Object> payload = OrderUpcasting.STEPS.payload(event);
    Instant at = event.acceptedAt();
    return switch (event.operation()) {
      case "create" -> new Create(Payload.whole(Orders.NAME, payload, event), at);
      case "update" ->
          Payload.isPatch(payload)
              ? new Patch(Payload.patch(payload, event), at)
              : new Replace(Payload.whole(Orders.NAME, payload, event), at);
      case Following.OPERATION -> new Follow(ProductChange.of(payload), at);
      case FileCommand.ATTACH, FileCommand.DETACH -> new ChangeFiles(FileCommand.of(event), at);
      case "cancel" -> new Cancel(payload, at);
      case "delete" -> new Delete(at);
      default -> throw Payload.unknownOperation(Orders.NAME, event);
    };
  }
}
