package orderbakery.product;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.component.AttachedFiles;
import orderbakery.component.JsonObject;
import orderbakery.component.Times;

/** The state of a product as its source document holds it, and as every reader sees it. */
final class ProductDocument {

  private ProductDocument() {}

  static Map<String, Object> of(Product product) {
    Map<String, Object> document = new LinkedHashMap<>(product.details().toDocument());
    document.put("status", product.status().name());
    product.files().addTo(document);
    document.put("createdAt", Times.text(product.createdAt()));
    document.put("updatedAt", Times.text(product.updatedAt()));
    return document;
  }

  /** The inverse of {@link #of}; the fields of the envelope do not matter. */
  static Product product(Map<String, Object> document) {
    return new Product(
        ProductDetails.of(document),
        ProductStatus.valueOf((String) document.get("status")),
        AttachedFiles.in(document),
        Instant.parse((String) document.get("createdAt")),
        Instant.parse((String) document.get("updatedAt")));
  }

  /**
   * The raw product of contract.md section 1. Of a deleted one nothing is left to see but that it
   * was deleted.
   */
  static Map<String, Object> view(String id, long version, Product product) {
    JsonObject view =
        new JsonObject()
            .with("id", id)
            .with("version", version)
            .with("status", product.status().name());
    if (!product.isDeleted()) {
      product.details().toDocument().forEach(view::with);
      view.with("files", product.files().toDocument())
          .with("createdAt", Times.text(product.createdAt()))
          .with("updatedAt", Times.text(product.updatedAt()));
    }
    return view.toMap();
  }
}
