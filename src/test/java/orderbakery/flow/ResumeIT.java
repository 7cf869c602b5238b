package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orderbakery.fixtures.JsonText;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What clients hear that come back, or want to hear of some orders only: contract.md section 2. */
class ResumeIT extends FlowTest {
  @Autowired private CamelContext camel;
  @Autowired private AmqpAdmin admin;

  @Value("${queue.order-events}")
  private String ownQueue;

  @Test
  void catchesUpOnEachChangedOrderOnceInItsNewestVersion() {
    try (Listening present = bakery.listen()) {
      String created = bakery.placed(anOrder().of(1, "Beans").body());
      String cancelled = bakery.placed(anOrder().of(1, "Beans").body());
      String deleted = bakery.placed(anOrder().of(1, "Beans").body());
      String updated = bakery.placed(anOrder().of(1, "Beans").body());
      String untouched = bakery.placed(anOrder().of(1, "Beans").body());
      String hello = (String) present.frames().get(0).get("token");
      accepted(bakery.patch(cancelled, object("note", "soon")));
      accepted(bakery.cancel(cancelled));
      accepted(bakery.delete(deleted));
      accepted(bakery.patch(updated, object("note", "soon")));
      present.awaitAbout(cancelled, 3);
      present.awaitAbout(deleted, 2);
      present.awaitAbout(updated, 2);

      try (Listening back = bakery.listen("after=" + hello)) {
        back.awaitType("feed.live");

        assertThat(back.frames().get(0))
            .isEqualTo(
                object(
                    "type", "feed.hello", "token", hello, "resumed", true, "heartbeatSeconds", 25));
        for (String order : List.of(created, cancelled, deleted, updated, untouched)) {
          List<Map<String, Object>> live = present.about(order);
          assertThat(back.about(order))
              .extracting(ResumeIT::withoutToken)
              .containsExactly(withoutToken(live.get(live.size() - 1)));
        }
        accepted(bakery.cancel(created));
        assertThat(back.awaitAbout(created, 2).get(1)).containsEntry("type", "order.cancelled");
      }
    }
  }

  private static Map<String, Object> withoutToken(Map<String, Object> frame) {
    Map<String, Object> rest = new HashMap<>(frame);
    rest.remove("token");
    return rest;
  }

  @Test
  void goesOnAtAnyTokenThatAClientHolds() {
    try (Listening present = bakery.listen()) {
      List<String> orders =
          List.of(
              bakery.placed(anOrder().of(1, "Beans").body()),
              bakery.placed(anOrder().of(2, "Tea").body()),
              bakery.placed(anOrder().of(3, "Milk").body()));
      orders.forEach(order -> present.awaitAbout(order, 1));
      String hello = (String) present.frames().get(0).get("token");
      try (Listening first = bakery.listen("after=" + hello)) {
        String live = (String) first.awaitType("feed.live").get(0).get("token");
        Map<String, Object> middle = first.about(orders.get(1)).get(0);

        try (Listening second = bakery.listen("after=" + middle.get("token"));
            Listening third = bakery.listen("after=" + live)) {
          second.awaitType("feed.live");
          third.awaitType("feed.live");
          List<Map<String, Object>> rest =
              first.frames().subList(first.frames().indexOf(middle) + 1, first.frames().size());
          assertThat(second.frames().subList(1, second.frames().size())).isEqualTo(rest);
          assertThat(third.frames()).hasSize(2);
        }
      }
    }
  }

  @Test
  void asksToReloadWhereATokenCannotBeUsed() {
    try (Listening present = bakery.listen()) {
      String token = present.token();
      String epoch = token.substring(0, token.lastIndexOf('.'));
      Map<String, String> reasons =
          Map.of(
              "garbage",
              "The token is malformed",
              epoch + ".gA",
              "The token is malformed",
              "order.elsewhere" + token.substring(token.lastIndexOf('.')),
              "The token is of another log",
              "product" + token.substring(token.indexOf('.')),
              "The token is malformed: it is not of this feed",
              epoch + ".AAA",
              "The token is of another number of partitions",
              epoch + "._38B_38B_38B_38B_38B_38B_38B_38B",
              "The token is ahead of the log");
      reasons.forEach(
          (after, reason) -> {
            try (Listening lost = bakery.listen("after=" + after)) {
              assertThat(lost.awaitType("feed.reset"))
                  .containsExactly(
                      object("type", "feed.reset", "reason", reason, "reload", "/order"));
              assertThat(lost.frames().get(0)).containsEntry("resumed", false);
              String order = bakery.placed(anOrder().of(1, "Beans").body());
              lost.awaitAbout(order, 1);
            }
          });
    }
  }

  @Test
  void hearsOnlyOfWhatItAskedFor() {
    String first = bakery.placed(anOrder().of(1, "Beans").body());
    String second = bakery.placed(anOrder().of(1, "Beans").body());
    try (Listening all = bakery.listen();
        Listening one = bakery.listen("id=" + first.toUpperCase(Locale.ROOT));
        Listening cancellations = bakery.listen("type=order.cancelled")) {
      String before = all.token();
      accepted(bakery.patch(first, object("note", "soon")));
      accepted(bakery.patch(second, object("note", "soon")));
      accepted(bakery.cancel(first));
      accepted(bakery.cancel(second));
      all.awaitAbout(first, 2);
      all.awaitAbout(second, 2);

      one.awaitAbout(first, 2);
      assertThat(one.frames()).hasSize(3);
      cancellations.awaitAbout(first, 1);
      cancellations.awaitAbout(second, 1);
      assertThat(cancellations.frames()).hasSize(3);
      try (Listening back = bakery.listen("type=order.cancelled&after=" + before)) {
        back.awaitType("feed.live");
        assertThat(back.ofType("order.cancelled")).isEqualTo(back.frames().subList(1, 3));
        assertThat(back.frames()).hasSize(4);
      }
    }
  }

  @Test
  void hearsOfWhatItAskedForThoughAnotherChangeHasOvertakenIt() {
    try (Listening present = bakery.listen()) {
      String before = present.token();
      String updated = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.patch(updated, object("note", "soon")));
      String deleted = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.delete(deleted));
      present.awaitAbout(deleted, 2);
      Map<String, Object> newest = present.awaitAbout(updated, 2).get(1);

      try (Listening created = bakery.listen("type=order.created&after=" + before);
          Listening both = bakery.listen("type=order.created&type=order.deleted&after=" + before);
          Listening cancelled = bakery.listen("type=order.cancelled&after=" + before)) {
        created.awaitType("feed.live");
        both.awaitType("feed.live");
        cancelled.awaitType("feed.live");

        Map<String, Object> expected = withoutToken(newest);
        expected.put("type", "order.created");
        assertThat(created.about(updated))
            .extracting(ResumeIT::withoutToken)
            .containsExactly(expected);
        assertThat(created.about(deleted))
            .extracting(it -> it.get("type"))
            .containsExactly("order.created");
        assertThat(both.about(deleted))
            .extracting(it -> it.get("type"))
            .containsExactly("order.deleted");
        assertThat(cancelled.frames()).hasSize(2);
        try (Listening back = bakery.listen("type=order.created&after=" + created.token())) {
          back.awaitType("feed.live");
          assertThat(back.frames()).hasSize(2);
        }
      }
    }
  }

  @Test
  void changesItsMindBySubscribing() {
    String first = bakery.placed(anOrder().of(1, "Beans").body());
    String second = bakery.placed(anOrder().of(1, "Beans").body());
    try (Listening client = bakery.listen("id=" + first)) {
      byte[] subscribe = JsonText.of(object("action", "subscribe", "ids", List.of(second)));
      client.say(new String(subscribe, UTF_8));
      assertThat(client.awaitType("feed.subscribed"))
          .containsExactly(
              object("type", "feed.subscribed", "ids", List.of(second), "types", List.of()));

      accepted(bakery.cancel(first));
      accepted(bakery.cancel(second));

      client.awaitAbout(second, 1);
      assertThat(client.about(first)).isEmpty();
    }
  }

  @Test
  void hearsNothingWhileItsFilterIsRefusedAndMissesNothingThen() {
    String order = bakery.placed(anOrder().of(1, "Beans").body());
    try (Listening all = bakery.listen();
        Listening refused = bakery.listen("type=order.baked&after=" + all.token())) {
      refused.awaitType("feed.error");
      accepted(bakery.patch(order, object("note", "soon")));
      all.awaitAbout(order, 1);
      accepted(bakery.cancel(order));
      Map<String, Object> cancelled = withoutToken(all.awaitAbout(order, 2).get(1));
      refused.say("{\"action\":\"ping\"}");
      refused.awaitType("feed.pong");
      assertThat(refused.frames()).extracting(it -> it.get("type")).doesNotContain("feed.live");
      assertThat(refused.about(order)).isEmpty();

      refused.say("{\"action\":\"subscribe\"}");

      refused.awaitType("feed.live");
      assertThat(refused.about(order))
          .extracting(ResumeIT::withoutToken)
          .containsExactly(cancelled);
      accepted(bakery.delete(order));
      refused.awaitAbout(order, 2);
    }
  }

  @Test
  void isToldWhatIsWrongWithItsWordsAndStays() {
    try (Listening client = bakery.listen("type=order.baked")) {
      Map<String, Object> problem =
          JsonText.object(client.awaitType("feed.error").get(0), "problem");
      assertThat(problem)
          .containsEntry("type", "/problems/malformed-request")
          .containsEntry("status", 400);
      assertThat((String) problem.get("detail")).contains("'order.baked'", "order.created");

      client.say("{\"action\":\"dance\"}");
      client.say("null");
      client.say("{\"action\":\"subscribe\",\"ids\":[1]}");
      client.say("{\"action\":\"ping\"}");

      client.awaitType("feed.pong");
      assertThat(client.ofType("feed.error"))
          .extracting(frame -> JsonText.object(frame, "problem").get("detail"))
          .containsExactly(
              problem.get("detail"),
              "There is no action 'dance'",
              "The message is no JSON object",
              "ids has an element that is no string");
    }
  }

  @Test
  void hearsWhatWasBakedWhileTheQueueOfItsProcessWasGone() throws Exception {
    try (Listening client = bakery.listen()) {
      String order = bakery.placed(anOrder().of(1, "Beans").body());
      client.awaitAbout(order, 1);
      wire.bind("orders-socket", "order.#"); // another process is there, so the baker goes on
      camel.getRouteController().stopRoute("deliver-order-frames");
      admin.deleteQueue(ownQueue);
      accepted(bakery.patch(order, object("note", "soon")));
      bakery.awaitOrder(order, 2);
      accepted(bakery.cancel(order));
      bakery.awaitOrder(order, 3);

      admin.initialize();
      camel.getRouteController().startRoute("deliver-order-frames");

      assertThat(client.awaitAbout(order, 2)).hasSize(2);
      assertThat(client.about(order).get(1)).containsEntry("type", "order.cancelled");
      accepted(bakery.delete(order));
      client.awaitAbout(order, 3);
    }
  }
}
