package orderbakery.product;

/** Where a product stands. */
enum ProductStatus {
  ACTIVE,
  DELETED
}
