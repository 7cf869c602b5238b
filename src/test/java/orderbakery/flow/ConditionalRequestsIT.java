package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import orderbakery.fixtures.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and reads for a version: If-Match, If-None-Match, ETag. */
class ConditionalRequestsIT extends FlowTest {
  private static final Map<String, Object> BEANS = anOrder().of(1, "Beans").body();

  @Test
  void takesEachCommandForTheVersionThatStands() {
    String id = bakery.placed(BEANS);

    assertThat(bakery.put(id, BEANS, awaited("v1")).header("ETag")).isEqualTo("\"v2\"");
    assertThat(bakery.patch(id, object("note", "n"), awaited("v2")).header("ETag"))
        .isEqualTo("\"v3\"");
    assertThat(bakery.cancel(id, awaited("v3")).header("ETag")).isEqualTo("\"v4\"");
    assertThat(bakery.delete(id, awaited("v4")).status()).isEqualTo(204);
  }

  @Test
  void refusesAtOnceAVersionThatReadersSeeReplaced() {
    String id = twoVersions();

    Map<String, Object> problem =
        bakery.put(id, BEANS, "If-Match", "\"v1\"").assertProblem(412, "version-mismatch");

    assertThat(problem).containsEntry("currentVersion", 2);
    bakery.patch(id, object(), "If-Match", "\"v1\"").assertProblem(412, "version-mismatch");
    bakery.cancel(id, "If-Match", "\"v1\"").assertProblem(412, "version-mismatch");
    bakery.delete(id, "If-Match", "\"v1\"").assertProblem(412, "version-mismatch");
    assertThat(stored.eventsOf(id)).hasSize(2);
  }

  @Test
  void leavesAVersionThatMayStillComeToTheManager() {
    String id = bakery.placed(BEANS);

    Answer answer = accepted(bakery.cancel(id, "If-Match", "\"v7\""));

    assertThat(bakery.awaitReceipt(answer.commandId(), "REJECTED").get("problem"))
        .hasFieldOrPropertyWithValue("type", "/problems/version-mismatch")
        .hasFieldOrPropertyWithValue("currentVersion", 1);
    assertThat(bakery.get(id).object()).containsEntry("status", "PLACED");
  }

  @Test
  void letsOneOfManyWin() {
    String id = bakery.placed(BEANS);

    List<CompletableFuture<Answer>> rivals =
        IntStream.range(0, 8)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> bakery.patch(id, object("note", "n" + n), awaited("v1"))))
            .toList();

    assertThat(rivals.stream().map(it -> it.join().status()))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
    assertThat(bakery.get(id).header("ETag")).isEqualTo("\"v2\"");
  }

  @Test
  void takesAnyVersionForAStarIfThereIsAnOrder() {
    String id = bakery.placed(BEANS);

    assertThat(bakery.put(id, BEANS, "If-Match", "*", "Prefer", "wait=10").status()).isEqualTo(200);
    bakery
        .put(UUID.randomUUID().toString(), BEANS, "If-Match", "*", "Prefer", "wait=10")
        .assertProblem(404, "unknown-order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "W/\"v1\"", "\"1\"", "\"v0\"", "\"v1\", \"v2\"", "\"\""})
  void refusesATagOfAnotherForm(String tag) {
    String id = UUID.randomUUID().toString();

    Map<String, Object> problem =
        bakery.put(id, BEANS, "If-Match", tag).assertProblem(400, "malformed-request");

    assertThat(problem.get("detail").toString()).contains("If-Match");
  }

  @Test
  void refusesAConditionOnAnOrderThatIsYetToBeMade() {
    bakery.place(BEANS, "If-Match", "*").assertProblem(400, "malformed-request");
  }

  @Test
  void sendsNoOrderThatTheClientHas() {
    String id = twoVersions();

    Answer known = bakery.get(id, "If-None-Match", "\"v7\", W/\"v2\"");

    assertThat(known.status()).isEqualTo(304);
    assertThat(known.header("ETag")).isEqualTo("\"v2\"");
    assertThat(known.body()).isEmpty();
    assertThat(bakery.get(id, "If-None-Match", "*").status()).isEqualTo(304);
    assertThat(bakery.get(id, "If-None-Match", "\"v1\"").object()).containsEntry("version", 2);
  }

  private String twoVersions() {
    String id = bakery.placed(BEANS);
    accepted(bakery.put(id, BEANS));
    bakery.awaitOrder(id, 2);
    return id;
  }

  private static String[] awaited(String version) {
    return new String[] {"If-Match", "\"" + version + "\"", "Prefer", "wait=10"};
  }
}
