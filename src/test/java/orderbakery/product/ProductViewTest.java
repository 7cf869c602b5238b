package orderbakery.product;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.product.ProductEvents.ID;
import static orderbakery.product.ProductEvents.PRODUCTS;
import static orderbakery.product.ProductEvents.aDeletedProduct;
import static orderbakery.product.ProductEvents.beans;
import static orderbakery.product.ProductEvents.created;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of a product: the public one, and that of the store. */
class ProductViewTest {

  static Stream<Product> products() {
    return Stream.of(
        created(beans()), created(object("name", "Tea", "price", 0)), aDeletedProduct());
  }

  @Test
  void isTheRawProductOfTheContract() throws Exception {
    String json = new ObjectMapper().writeValueAsString(PRODUCTS.bake(ID, 1, created(beans())));

    assertThat(json)
        .isEqualTo(
            """
            {"id":"%s","version":1,"status":"ACTIVE","name":"Espresso beans 1 kg","price":"12.50",\
            "currency":"EUR","sku":"BEANS-1","description":"Dark, from Sidamo",\
            "metadata":{"roast":"dark"},\
            "createdAt":"2026-11-23T10:15:00.123Z","updatedAt":"2026-11-23T10:15:00.123Z"}"""
                .formatted(ID));
  }

  @Test
  void leavesOutWhatTheProductDoesNotHave() {
    Product tea = created(object("name", "Tea", "price", 3));

    assertThat(PRODUCTS.bake(ID, 1, tea).keySet())
        .containsExactly(
            "id", "version", "status", "name", "price", "currency", "createdAt", "updatedAt");
  }

  @Test
  void showsOfADeletedProductOnlyThatItIsGone() {
    assertThat(PRODUCTS.bake(ID, 3, aDeletedProduct()))
        .isEqualTo(Map.of("id", ID, "version", 3L, "status", "DELETED"));
    assertThat(PRODUCTS.isDeleted(aDeletedProduct())).isTrue();
    assertThat(PRODUCTS.isDeleted(created(beans()))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("products")
  void comesBackFromItsDocument(Product product) {
    Map<String, Object> document = new HashMap<>(PRODUCTS.toDocument(product));
    document.putAll(Map.of("_id", ID, "version", 7L, "partition", 3));

    assertThat(PRODUCTS.fromDocument(document)).isEqualTo(product);
  }

  @ParameterizedTest
  @MethodSource("products")
  void comesBackFromExtendedJsonOfTheStore(Product product) {
    String json = new Document(PRODUCTS.toDocument(product)).toJson();

    assertThat(PRODUCTS.fromDocument(Document.parse(json))).isEqualTo(product);
  }

  @Test
  void isListedByTheStatusThatReadersSee() {
    assertThat(List.copyOf(PRODUCTS.statuses())).containsExactly("ACTIVE");
    assertThat(PRODUCTS.name()).isEqualTo("product");
    assertThat(PRODUCTS.plural()).isEqualTo("products");
  }
}
