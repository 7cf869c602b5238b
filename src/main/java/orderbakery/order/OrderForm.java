package orderbakery.order;

import static orderbakery.component.form.Field.optional;
import static orderbakery.component.form.Field.required;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import orderbakery.component.FieldError;
import orderbakery.component.form.Amounts;
import orderbakery.component.form.CountryCode;
import orderbakery.component.form.CurrencyCode;
import orderbakery.component.form.DateTime;
import orderbakery.component.form.EmailAddress;
import orderbakery.component.form.Field;
import orderbakery.component.form.Flag;
import orderbakery.component.form.Form;
import orderbakery.component.form.Id;
import orderbakery.component.form.IfPresent;
import orderbakery.component.form.Lines;
import orderbakery.component.form.ListOf;
import orderbakery.component.form.Metadata;
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
      Form.ofAtLeastOne(
          optional("name", new Text(200)),
          optional("email", new EmailAddress()),
          optional("phone", new Text(40)));

  private static final Form ADDRESS =
      Form.of(
          optional("name", new Text(200)),
          optional("company", new Text(200)),
          optional("lines", new Lines(4, new Text(200))),
          optional("city", new Text(100)),
          optional("region", new Text(100)),
          optional("postalCode", new Text(20)),
          required("country", new CountryCode()));

  /** The fields of an order, in their order. */
  static final List<String> NAMES =
      new OrderForm(Currency.getInstance("EUR"))
          .form(Amounts.ofPatch(null), null, Form.of()).fields().stream().map(Field::name).toList();

  OrderForm {
    CurrencyCode.requireDecimals(defaultCurrency);
  }

  /**
   * A whole order as a client sends it: a line that names a product may leave to it what it has.
   *
   * @param date by default; null to leave it absent
   */
  Reading sent(Map<String, Object> body, String date) {
    Amounts amounts = amounts(body);
    return form(amounts, date, sentLine(amounts)).readDocument(body);
  }

  /**
   * A merge-patch of an order, by itself: only the merged order shows whether its amounts fit the
   * currency, unless the patch brings one.
   */
  Reading patch(Map<String, Object> body) {
    Amounts amounts = Amounts.ofPatch(body.get("currency"));
    return form(amounts, null, sentLine(amounts)).readPatch(body);
  }

  /**
   * A whole order as the log holds it.
   *
   * @param date by default
   */
  Reading whole(Map<String, Object> order, String date) {
    Amounts amounts = amounts(order);
    return consistent(form(amounts, date, wholeLine(amounts)).readDocument(order));
  }

  static Reading cancellation(Map<String, Object> body) {
    return CANCELLATION.readDocument(body);
  }

  static Reading deletion(Map<String, Object> body) {
    return NOTHING.readDocument(body);
  }

  private Amounts amounts(Map<String, Object> order) {
    return Amounts.ofWhole(order.get("currency"), defaultCurrency);
  }

  private Form form(Amounts amounts, String date, Rule line) {
    return Form.of(
        optional("number", new WholeNumber(0, MAX_NUMBER)),
        optional("reference", new Text(64)),
        optional("date", new DateTime(), date),
        optional("currency", new CurrencyCode(), defaultCurrency.getCurrencyCode()),
        optional("customer", CUSTOMER),
        optional("billingAddress", ADDRESS),
        optional("shippingAddress", ADDRESS),
        required("products", new ListOf(1, 500, line)),
        optional("discount", amounts.sum()),
        optional("shipping", shipping(amounts)),
        optional("taxIncluded", new Flag(), true),
        optional("note", new Text(2000)),
        optional("metadata", new Metadata()));
  }

  private static Form shipping(Amounts amounts) {
    return Form.of(
        optional("name", new Text(100)),
        optional("price", amounts.sum()),
        optional("tax", amounts.sum()));
  }

  private static Rule sentLine(Amounts amounts) {
    return new IfPresent("product", line(amounts, true), line(amounts, false));
  }

  /** With what a line has seen of its product. */
  private static Rule wholeLine(Amounts amounts) {
    return line(amounts, false)
        .with(
            optional("productVersion", new WholeNumber(1, Long.MAX_VALUE)),
            optional("productCurrency", new CurrencyCode()),
            optional("discontinued", new Flag()));
  }

  private static Form line(Amounts amounts, boolean isLeftToProduct) {
    return Form.of(
        optional("product", new Id()),
        optional("sku", new SingleLine(64)),
        new Field("name", new Text(200), !isLeftToProduct, null),
        optional("quantity", new WholeNumber(1, 1_000_000), 1L),
        new Field("price", amounts.price(), !isLeftToProduct, null),
        optional("discount", amounts.sum()),
        optional("tax", amounts.sum()));
  }

  /** The same order, or what is wrong with it as a whole: no discount is more than it is off. */
  static Reading consistent(Reading reading) {
    return reading.isSound()
        ? Reading.of(reading.normalForm(), errors(OrderDetails.in(reading.normalForm())))
        : reading;
  }

  private static List<FieldError> errors(OrderDetails order) {
    List<FieldError> errors = new ArrayList<>();
    Currency currency = order.currency();
    List<Line> lines = order.lines();
    for (int index = 0; index < lines.size(); index++) {
      Line line = lines.get(index);
      String pointer = "/products/" + index;
      if (line.discount().isMoreThan(line.gross(currency))) {
        errors.add(
            new FieldError(
                pointer + "/discount", "must not be more than the line, " + line.gross(currency)));
      }
      if (line.productCurrency() != null
          && !line.productCurrency().equals(currency.getCurrencyCode())) {
        errors.add(
            new FieldError(
                pointer + "/product",
                "must be a product in the order's currency, not " + line.productCurrency()));
      }
    }
    if (errors.isEmpty() && order.discount().isMoreThan(order.subtotal())) {
      errors.add(
          new FieldError(
              "/discount", "must not be more than the sum of the lines, " + order.subtotal()));
    }
    return errors;
  }
}
