package orderbakery.product;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import orderbakery.component.AttachedFiles;

/** The state of a product. Times have milliseconds, and are those of acceptance. */
public record Product(
    ProductDetails details,
    ProductStatus status,
    AttachedFiles files,
    Instant createdAt,
    Instant updatedAt) {

  public Product {
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  static Product created(ProductDetails details, Instant at) {
    return new Product(details, ProductStatus.ACTIVE, AttachedFiles.NONE, at, at);
  }

  Product with(ProductDetails newDetails, Instant at) {
    return new Product(newDetails, status, files, createdAt, at);
  }

  Product with(AttachedFiles newFiles, Instant at) {
    return new Product(details, status, newFiles, createdAt, at);
  }

  Product deleted(Instant at) {
    return new Product(details, ProductStatus.DELETED, files, createdAt, at);
  }

  boolean isDeleted() {
    return status == ProductStatus.DELETED;
  }
}
