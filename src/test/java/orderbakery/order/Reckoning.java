package orderbakery.order;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * What an order comes to, worked out a second time: in whole numbers of the smallest coin, from
 * what the client has sent.
 */
final class Reckoning {

  private static final int DECIMALS_OF_A_PRICE = 12;

  private final int decimals;
  private BigInteger subtotal = BigInteger.ZERO;
  private BigInteger tax = BigInteger.ZERO;
  private BigInteger total;
  private boolean isTaxed;

  private Reckoning(int decimals) {
    this.decimals = decimals;
  }

  /** The sums of the body of a request. */
  static Reckoning of(Map<String, Object> order) {
    String currency = order.get("currency") instanceof String code ? code : "EUR";
    Reckoning sums = new Reckoning(Currency.getInstance(currency).getDefaultFractionDigits());
    ((List<?>) order.get("products")).forEach(line -> sums.add((Map<?, ?>) line));
    BigInteger shipped = BigInteger.ZERO;
    if (order.get("shipping") instanceof Map<?, ?> shipping) {
      shipped = sums.coins(shipping.get("price"));
      sums.addTax(shipping.get("tax"));
    }
    sums.total = sums.subtotal.subtract(sums.coins(order.get("discount"))).add(shipped);
    if (Boolean.FALSE.equals(order.get("taxIncluded"))) {
      sums.total = sums.total.add(sums.tax);
    }
    return sums;
  }

  /** Quantity by price in coins, half a coin counting as one. */
  static BigInteger gross(int decimals, Object quantity, Object price) {
    BigInteger fine = scaled(price, DECIMALS_OF_A_PRICE).multiply(scaled(quantity, 0));
    BigInteger coin = BigInteger.TEN.pow(DECIMALS_OF_A_PRICE - decimals);
    return fine.add(fine).add(coin).divide(coin.add(coin));
  }

  String subtotal() {
    return text(subtotal);
  }

  /** Null when no tax was sent. */
  String tax() {
    return isTaxed ? text(tax) : null;
  }

  String total() {
    return text(total);
  }

  private void add(Map<?, ?> line) {
    Object quantity = line.get("quantity") == null ? 1 : line.get("quantity");
    BigInteger gross = gross(decimals, quantity, line.get("price"));
    subtotal = subtotal.add(gross).subtract(coins(line.get("discount")));
    addTax(line.get("tax"));
  }

  private void addTax(Object amount) {
    isTaxed |= amount != null;
    tax = tax.add(coins(amount));
  }

  private BigInteger coins(Object amount) {
    return amount == null ? BigInteger.ZERO : scaled(amount, decimals);
  }

  private static BigInteger scaled(Object number, int decimals) {
    return new BigDecimal(number.toString()).movePointRight(decimals).toBigIntegerExact();
  }

  private String text(BigInteger coins) {
    return text(coins, decimals);
  }

  static String text(BigInteger coins, int decimals) {
    String digits = "0".repeat(decimals) + coins;
    String whole = digits.substring(0, digits.length() - decimals).replaceFirst("^0+(?=[0-9])", "");
    return decimals == 0 ? whole : whole + "." + digits.substring(digits.length() - decimals);
  }
}
