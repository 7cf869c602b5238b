package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orderbakery.fixtures.Answer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a country writes its letters and digits changes nothing. */
class LocalesIT {
  @RegisterExtension final Processes processes = new Processes("locales");
  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({"tr, TR", "ar, EG"})
  void bakesTheSameInEveryCountry(String language, String country) throws Exception {
    Surroundings there = Surroundings.embedded(data).locale(language, country);
    BakeryClient bakery = processes.start(language, there).awaitReady().client();

    try (Listener feed = bakery.listen()) {
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Answer order = bakery.placeAndWait();
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.json().get("total").asText()).isEqualTo("25.00");
        placed.add(0, order.orderId());
      }
      assertThat(bakery.replace(placed.get(0), "İzmir kurabiyesi, كعك").status()).isEqualTo(202);
      bakery.awaitVersions(Map.of(placed.get(0), 2L));

      assertThat(bakery.order(placed.get(0)).json().at("/products/0/name").asText())
          .isEqualTo("İzmir kurabiyesi, كعك");
      assertThat(pages(bakery, "/order?limit=2", "id")).isEqualTo(placed);
      assertThat(pages(bakery, "/order/" + placed.get(0) + "/events?limit=1", "operation"))
          .containsExactly("create", "update");
      feed.awaitTypes(placed.get(0), "order.created", "order.updated");
      assertThat(bakery.get("/order?limit=x").json().get("detail").asText()).contains("1 to 200");
    }
  }

  private static List<String> pages(BakeryClient bakery, String path, String field)
      throws Exception {
    List<String> all = new ArrayList<>();
    for (String next = path; next != null; ) {
      Answer page = bakery.get(next);
      page.json().forEach(entry -> all.add(entry.get(field).asText()));
      next = page.next();
    }
    return all;
  }
}
