package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rabbitmq.client.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodesTest {
  private static final List<Address> THREE =
      List.of(new Address("a", 1), new Address("b", 2), new Address("c", 3));

  @Test
  void triesANodeThatWasLeftAfterAllOthers() {
    Nodes nodes = new Nodes(THREE);
    Address first = nodes.inOrder().get(0);

    nodes.putLast(first);

    assertThat(nodes.inOrder()).containsExactlyInAnyOrderElementsOf(THREE).endsWith(first);
  }

  @Test
  void needsAnAddress() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Nodes(List.of()));
  }
}
