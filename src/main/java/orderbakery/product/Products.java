package orderbakery.product;

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
import orderbakery.component.Payload;
import orderbakery.component.Upcasting;
import orderbakery.component.form.Reading;
import orderbakery.log.PlatformEvent;
import orderbakery.product.ProductCommand.ChangeFiles;
import orderbakery.product.ProductCommand.Create;
import orderbakery.product.ProductCommand.Delete;
import orderbakery.product.ProductCommand.Patch;
import orderbakery.product.ProductCommand.Replace;

/** The component {@code product}. */
public final class Products implements Component<Product> {

  private static final String NAME = "product";
  private static final Upcasting UPCASTING = new Upcasting(1, List.of());

  private final ProductForm form;

  /**
   * @param defaultCurrency of a product that names none; must have decimals
   */
  public Products(Currency defaultCurrency) {
    this.form = new ProductForm(defaultCurrency);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> changes() {
    return List.of("created", "updated", "deleted");
  }

  @Override
  public int schemaVersion() {
    return UPCASTING.today();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the operation is none of create, update, patch, delete,
   *     attach, detach
   */
  @Override
  public Admission admit(String operation, Map<String, Object> body, Instant acceptedAt) {
    return switch (operation) {
      case "create", "update" ->
          admission(form.product(body), fields -> Payload.ofWhole(NAME, fields));
      case "patch" -> admission(form.patch(body), Payload::ofPatch);
      case FileCommand.ATTACH, FileCommand.DETACH -> FileCommand.admit(operation, body);
      case "delete" -> admission(ProductForm.deletion(body), UnaryOperator.identity());
      default -> throw new IllegalArgumentException("A product has no operation " + operation);
    };
  }

  private static Admission admission(Reading reading, UnaryOperator<Map<String, Object>> payload) {
    return reading.isSound()
        ? new Admitted(payload.apply(reading.normalForm()))
        : new Refused(ProductCommand.PROBLEMS.invalid(reading));
  }

  @Override
  public Decision<Product> decide(Optional<Product> state, PlatformEvent event) {
    return command(event).decide(state, form);
  }

  private static ProductCommand command(PlatformEvent event) {
    Map<String, Object> payload = UPCASTING.payload(event);
    Instant at = event.acceptedAt();
    return switch (event.operation()) {
      case "create" -> new Create(Payload.whole(NAME, payload, event), at);
      case "update" ->
          Payload.isPatch(payload)
              ? new Patch(Payload.patch(payload, event), at)
              : new Replace(Payload.whole(NAME, payload, event), at);
      case FileCommand.ATTACH, FileCommand.DETACH -> new ChangeFiles(FileCommand.of(event), at);
      case "delete" -> new Delete(at);
      default -> throw Payload.unknownOperation(NAME, event);
    };
  }

  @Override
  public Map<String, Object> toDocument(Product state) {
    return ProductDocument.of(state);
  }

  @Override
  public Product fromDocument(Map<String, Object> document) {
    return ProductDocument.product(document);
  }

  @Override
  public Map<String, Object> bake(String id, long version, Product state) {
    return ProductDocument.view(id, version, state);
  }

  @Override
  public Access access() {
    return new Access("orders:read", "products:write", false);
  }

  @Override
  public Set<String> statuses() {
    return Set.of(ProductStatus.ACTIVE.name());
  }

  @Override
  public boolean isDeleted(Product state) {
    return state.isDeleted();
  }
}
