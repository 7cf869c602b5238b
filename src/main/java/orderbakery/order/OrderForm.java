package orderbakery.order;

import static orderbakery.component.form.Field.optional;
import static orderbakery.component.form.Field.required;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import orderbakery.component.Times;
import orderbakery.component.form.Amounts;
import orderbakery.component.form.CurrencyCode;
import orderbakery.component.form.DateTime;
import orderbakery.component.form.EmailAddress;
import orderbakery.component.form.Form;
import orderbakery.component.form.ListOf;
import orderbakery.component.form.Reading;
import orderbakery.component.form.Rule;
import orderbakery.component.form.SingleLine;
import orderbakery.component.form.Text;
import orderbakery.component.form.WholeNumber;

/**
 * What a client may write: the table of contract.md section 1.
 *
 * @param defaultCurrency of an order that names none
 */
record OrderForm(Currency defaultCurrency) {

  private static final long MAX_NUMBER = 9_007_199_254_740_991L;

  private static final Form CANCELLATION = Form.of(optional("reason", new Text(500)));
  private static final Form NOTHING = Form.of();

  private static final Form CUSTOMER =
      Form.of(required("name", new Text(200)), optional("email", new EmailAddress()));

  OrderForm {
    CurrencyCode.requireDecimals(defaultCurrency);
  }

  /** A whole order; absent defaults are filled in. */
  Reading order(Map<String, Object> body, Instant acceptedAt) {
    Amounts amounts = Amounts.ofWhole(body.get("currency"), defaultCurrency);
    return form(amounts.price(), Times.text(acceptedAt)).readDocument(body);
  }

  /**
   * A merge-patch of an order, by itself: only the merged order shows whether its prices fit the
   * currency, unless the patch brings one.
   */
  Reading patch(Map<String, Object> body) {
    return form(Amounts.ofPatch(body.get("currency")).price(), null).readPatch(body);
  }

  static Reading cancellation(Map<String, Object> body) {
    return CANCELLATION.readDocument(body);
  }

  static Reading deletion(Map<String, Object> body) {
    return NOTHING.readDocument(body);
  }

  private Form form(Rule price, String defaultDate) {
    return Form.of(
        optional("number", new WholeNumber(0, MAX_NUMBER)),
        optional("date", new DateTime(), defaultDate),
        optional("currency", new CurrencyCode(), defaultCurrency.getCurrencyCode()),
        optional("customer", CUSTOMER),
        required("products", new ListOf(1, 500, product(price))),
        optional("note", new Text(2000)));
  }

  private static Form product(Rule price) {
    return Form.of(
        optional("sku", new SingleLine(64)),
        required("name", new Text(200)),
        optional("quantity", new WholeNumber(1, 1_000_000), 1L),
        required("price", price));
  }
}
