package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import orderbakery.fixtures.Composition;
import org.junit.jupiter.api.Test;

class CompositionTest {

  @Test
  void startsEveryRoleOnce() throws Exception {
    assertThat(Composition.roles().values())
        .flatMap(roles -> Arrays.asList(roles.split(",")))
        .containsExactlyInAnyOrderElementsOf(
            Role.of(List.of("order", "product")).stream().map(Role::roleName).toList());
  }
}
