package orderbakery.order;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orderbakery.component.Following;

/** A placed order shows the products that its lines name as they are. */
final class OrderFollowing implements Following {

  @Override
  public String leader() {
    return "product";
  }

  @Override
  public String reference() {
    return "products.product";
  }

  @Override
  public Set<String> leaders(Map<String, Object> order) {
    return OrderDetails.in(order).lines().stream()
        .map(Line::product)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** A change of its price, or a name that it has had before, is nothing to be told. */
  @Override
  public Optional<Map<String, Object>> due(
      Map<String, Object> order, String productId, long version, Map<String, Object> product) {
    Order state = OrderDocument.order(order);
    ProductChange change = ProductChange.to(productId, version, product);
    return state.obstacleToChange().isEmpty()
            && state.details().lines().stream().anyMatch(change::alters)
        ? Optional.of(change.payload())
        : Optional.empty();
  }
}
