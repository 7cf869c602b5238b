package orderbakery.product;

import static orderbakery.component.form.Field.optional;
import static orderbakery.component.form.Field.required;

import java.util.Currency;
import java.util.Map;
import orderbakery.component.form.Amounts;
import orderbakery.component.form.CurrencyCode;
import orderbakery.component.form.Form;
import orderbakery.component.form.Metadata;
import orderbakery.component.form.Reading;
import orderbakery.component.form.SingleLine;
import orderbakery.component.form.Text;

/**
 * What a client may write: the product of contract.md section 1.
 *
 * @param defaultCurrency of a product that names none
 */
record ProductForm(Currency defaultCurrency) {

  private static final Form NOTHING = Form.of();

  ProductForm {
    CurrencyCode.requireDecimals(defaultCurrency);
  }

  /** A whole product; absent defaults are filled in. */
  Reading product(Map<String, Object> body) {
    return form(Amounts.ofWhole(body.get("currency"), defaultCurrency)).readDocument(body);
  }

  /** A merge-patch of a product, by itself. */
  Reading patch(Map<String, Object> body) {
    return form(Amounts.ofPatch(body.get("currency"))).readPatch(body);
  }

  static Reading deletion(Map<String, Object> body) {
    return NOTHING.readDocument(body);
  }

  private Form form(Amounts amounts) {
    return Form.of(
        required("name", new Text(200)),
        required("price", amounts.price()),
        optional("currency", new CurrencyCode(), defaultCurrency.getCurrencyCode()),
        optional("sku", new SingleLine(64)),
        optional("description", new Text(5000)),
        optional("metadata", new Metadata()));
  }
}
