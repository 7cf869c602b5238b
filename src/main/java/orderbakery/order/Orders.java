package orderbakery.order;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import orderbakery.component.Access;
import orderbakery.component.Admission;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Component;
import orderbakery.component.Decision;
import orderbakery.component.FileCommand;
import orderbakery.component.Following;
import orderbakery.component.Lookup;
import orderbakery.component.Payload;
import orderbakery.component.Times;
import orderbakery.component.form.Reading;
import orderbakery.log.PlatformEvent;

/** The component {@code order}. */
public final class Orders implements Component<Order> {

  static final String NAME = "order";
  private static final Following FOLLOWING = new OrderFollowing();

  private final OrderForm form;

  /**
   * @param defaultCurrency of an order that names none; must have decimals
   */
  public Orders(Currency defaultCurrency) {
    this.form = new OrderForm(defaultCurrency);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> changes() {
    return List.of("created", "updated", "cancelled", "deleted");
  }

  @Override
  public int schemaVersion() {
    return OrderUpcasting.STEPS.today();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A merge-patch is admitted as {@code patch} and scheduled as {@code update}: its payload
   * tells it from a whole order.
   *
   * @throws IllegalArgumentException when the operation is none of create, update, patch, cancel,
   *     delete, attach, detach
   */
  @Override
  public Admission admit(String operation, Map<String, Object> body, Instant acceptedAt) {
    return admit(operation, body, acceptedAt, Lookup.NOTHING);
  }

  /** {@inheritDoc} Lines that name a product are filled in from it. */
  @Override
  public Admission admit(
      String operation, Map<String, Object> body, Instant acceptedAt, Lookup others) {
    return switch (operation) {
      case "create" -> whole(form.sent(body, Times.text(acceptedAt)), others);
      case "update" -> whole(form.sent(body, null), others);
      case "patch" ->
          filledIn(form.patch(body), others, UnaryOperator.identity(), Payload::ofPatch);
      case "cancel" -> admission(OrderForm.cancellation(body), UnaryOperator.identity());
      case FileCommand.ATTACH, FileCommand.DETACH -> FileCommand.admit(operation, body);
      case "delete" -> admission(OrderForm.deletion(body), UnaryOperator.identity());
      default -> throw new IllegalArgumentException("An order has no operation " + operation);
    };
  }

  private static Admission whole(Reading sent, Lookup others) {
    return filledIn(sent, others, OrderForm::consistent, order -> Payload.ofWhole(NAME, order));
  }

  /** What is wrong with the lines once they are filled in may be right at another time. */
  private static Admission filledIn(
      Reading sent,
      Lookup others,
      UnaryOperator<Reading> check,
      UnaryOperator<Map<String, Object>> payload) {
    Set<String> products = ProductLines.products(sent);
    if (products.isEmpty()) {
      return admission(check.apply(sent), payload);
    }
    Admission admission =
        admission(check.apply(ProductLines.fillIn(sent, Catalogue.of(others, products))), payload);
    return admission instanceof Refused refused ? new Refused(refused.problem(), true) : admission;
  }

  private static Admission admission(Reading reading, UnaryOperator<Map<String, Object>> payload) {
    return reading.isSound()
        ? new Admitted(payload.apply(reading.normalForm()))
        : new Refused(OrderProblems.COMMON.invalid(reading));
  }

  @Override
  public List<String> references() {
    return List.of(FOLLOWING.reference());
  }

  @Override
  public List<String> searched() {
    return List.of("reference");
  }

  @Override
  public Decision<Order> decide(Optional<Order> state, PlatformEvent event) {
    return OrderPayload.command(event).decide(state, form);
  }

  @Override
  public Map<String, Object> toDocument(Order state) {
    return OrderDocument.of(state);
  }

  @Override
  public Order fromDocument(Map<String, Object> document) {
    return OrderDocument.order(document);
  }

  @Override
  public Map<String, Object> bake(String id, long version, Order state) {
    return OrderView.of(id, version, state);
  }

  @Override
  public Access access() {
    return new Access("orders:read", "orders:write", true);
  }

  @Override
  public Set<String> statuses() {
    return Set.of(OrderStatus.PLACED.name(), OrderStatus.CANCELLED.name());
  }

  @Override
  public boolean isDeleted(Order state) {
    return state.isDeleted();
  }

  @Override
  public Optional<Following> following() {
    return Optional.of(FOLLOWING);
  }
}
