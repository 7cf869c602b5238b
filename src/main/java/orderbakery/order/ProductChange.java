package orderbakery.order;

import static orderbakery.component.form.Field.optional;
import static orderbakery.component.form.Field.required;

import java.util.Map;
import java.util.Objects;
import orderbakery.component.JsonObject;
import orderbakery.component.form.Flag;
import orderbakery.component.form.Form;
import orderbakery.component.form.Id;
import orderbakery.component.form.Reading;
import orderbakery.component.form.SingleLine;
import orderbakery.component.form.Text;
import orderbakery.component.form.WholeNumber;

/**
 * What the operation {@code follow} tells an order of a product that it names.
 *
 * @param product its id
 * @param version of the product after the change
 * @param name that it has, or had when it was deleted
 * @param sku may be null
 * @param deleted whether the product is gone
 */
record ProductChange(String product, long version, String name, String sku, boolean deleted) {

  private static final Form FORM =
      Form.of(
          required("product", new Id()),
          required("version", new WholeNumber(1, Long.MAX_VALUE)),
          required("name", new Text(200)),
          optional("sku", new SingleLine(64)),
          optional("deleted", new Flag(), false));

  /**
   * Reads a payload: {@code {"product", "version", "name", "sku", "deleted"}}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static ProductChange of(Map<String, Object> payload) {
    Reading reading = FORM.readDocument(payload);
    Map<String, Object> change = reading.normalForm();
    if (!reading.isSound()) {
      throw new IllegalArgumentException("This is no change of a product: " + payload);
    }
    return new ProductChange(
        (String) change.get("product"),
        (Long) change.get("version"),
        (String) change.get("name"),
        (String) change.get("sku"),
        change.get("deleted").equals(true));
  }

  /** How a product stands, by its source document: a deleted one keeps its last name there. */
  static ProductChange to(String product, long version, Map<String, Object> document) {
    return new ProductChange(
        product,
        version,
        (String) document.get("name"),
        (String) document.get("sku"),
        "DELETED".equals(document.get("status")));
  }

  /** The inverse of {@link #of}. */
  Map<String, Object> payload() {
    return new JsonObject()
        .with("product", product)
        .with("version", version)
        .with("name", name)
        .with("sku", sku)
        .with("deleted", deleted ? true : null)
        .toMap();
  }

  /** Whether a line names the product and has not seen this change or a newer one. */
  boolean isNewFor(Line line) {
    return product.equals(line.product()) && version > line.productVersion();
  }

  /** Whether a line that it is new for shows something else. */
  boolean alters(Line line) {
    return isNewFor(line)
        && !(Objects.equals(name, line.name())
            && Objects.equals(sku, line.sku())
            && (!deleted || line.isDiscontinued()));
  }
}
