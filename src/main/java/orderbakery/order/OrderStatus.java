package orderbakery.order;

/** Where an order stands. Only a placed one can be changed. */
enum OrderStatus {
  PLACED,
  CANCELLED,
  DELETED
}
