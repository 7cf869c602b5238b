package orderbakery.order;

import java.util.Currency;

/**
 * A line of an order.
 *
 * @param sku may be null
 * @param price of one unit
 */
record Product(String sku, String name, int quantity, Money price) {

  Money total(Currency currency) {
    return price.times(quantity).roundedTo(currency);
  }
}
