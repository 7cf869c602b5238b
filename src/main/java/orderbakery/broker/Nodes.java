package orderbakery.broker;

import com.rabbitmq.client.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The nodes of the broker, in the order in which they are tried: another one for each process. */
final class Nodes {
  private final List<Address> inOrder;

  Nodes(List<Address> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a broker has at least one address");
    }
    inOrder = new ArrayList<>(addresses);
    Collections.shuffle(inOrder);
  }

  synchronized List<Address> inOrder() {
    return List.copyOf(inOrder);
  }

  /** It does not serve us: it is tried after all others. */
  synchronized void putLast(Address node) {
    if (inOrder.remove(node)) {
      inOrder.add(node);
    }
  }
}
