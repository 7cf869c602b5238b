package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orderbakery.figures.PartitionState;
import orderbakery.figures.Snapshot;
import orderbakery.figures.Waiting;
import orderbakery.fixtures.SetClock;
import orderbakery.operate.sweeps.OperatorTask;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** Whether the work gets on, in one sentence each. */
class WorkHealthTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Role BAKER = Role.baker("order");

  private final SetClock clock = new SetClock(NOON);
  private final CamelContext camel = new DefaultCamelContext();
  private final Work work = new Work();
  private OperatorTask stuck = parked(0);
  private Optional<Snapshot> progress = Optional.of(waiting(Waiting.NONE, Waiting.NONE, 0));
  private boolean shouldKnow = true;
  private final RoleStates roles =
      new RoleStates(new Roles(List.of("order"), List.of(BAKER), List.of(BAKER)), work, camel);
  private final List<Trouble> others = new ArrayList<>();
  private final WorkHealth health =
      new WorkHealth(
          () -> progress,
          () -> shouldKnow,
          Duration.ofSeconds(30),
          List.of("order"),
          roles,
          () -> List.of(stuck),
          this::troubles,
          new Since(clock));

  @BeforeEach
  void start() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:bake").routeId(BAKER.entryRoute()).stop();
            from("direct:mails").routeId("send-mails").stop();
          }
        });
    camel.start();
    work.begin();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void isUpWhileNothingWaitsForLong() {
    stuck = parked(0);
    progress = Optional.of(waiting(since(29), since(30), 29));

    assertThat(health.health()).isEqualTo(Health.up().build());
  }

  @Test
  void isStalledWhenCommandsWaitToBeExecutedForLongerThanTheLimit() {
    progress = Optional.of(waiting(since(31), Waiting.NONE, 0));

    assertStalled(
        "Commands of component order wait to be executed, since 2026-11-24T11:59:29.000Z:"
            + " look at route execute-order-events in Hawtio and at /actuator/partitions.");
  }

  @Test
  void isStalledWhenChangesWaitToBeBaked() {
    progress = Optional.of(waiting(Waiting.NONE, since(31), 0));

    assertStalled(
        "Changes of component order wait to be baked, since 2026-11-24T11:59:29.000Z: look at route"
            + " bake-orders in Hawtio, at /actuator/partitions and at /actuator/deadletters.");
  }

  @Test
  void isStalledWhenCommandsWaitForTheWriter() {
    progress = Optional.of(waiting(Waiting.NONE, Waiting.NONE, 31));

    assertStalled(
        "Accepted commands wait to be written into the log, since 2026-11-24T11:59:29.000Z:"
            + " look at route write-events in Hawtio and at the queues events-writer.*.");
  }

  @Test
  void leavesAServerThatIsAwayToItsOwnComplaint() {
    progress = Optional.empty();
    shouldKnow = false;

    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  /** As when the store is too slow to tell, which is when something stalls. */
  @Test
  void isDegradedWhileNobodyKnowsThoughTheServersAnswer() {
    progress = Optional.empty();

    assertThat(health.health())
        .isEqualTo(
            Health.status("DEGRADED")
                .withDetail(
                    "degraded",
                    List.of(
                        "How far the work is, is not known, since 2026-11-24T12:00:00.000Z:"
                            + " look at the load and the disk of MongoDB."))
                .build());
  }

  @Test
  void isDegradedWhileSomethingWaitsForAnOperator() {
    stuck = parked(2);

    assertThat(health.health())
        .isEqualTo(
            Health.status("DEGRADED")
                .withDetail(
                    "degraded",
                    List.of(
                        "2 parked commands of component order, since 2026-11-24T12:00:00.000Z:"
                            + " look at /actuator/parked."))
                .build());

    stuck = parked(0);
    clock.pass(Duration.ofMinutes(5));
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    stuck = parked(1);
    assertThat(health.health().getDetails().get("degraded"))
        .isEqualTo(
            List.of(
                "1 parked command of component order, since 2026-11-24T12:05:00.000Z:"
                    + " look at /actuator/parked."));
  }

  @Test
  void isDegradedSinceTheFirstOneWaitsHoweverManyFollow() {
    stuck = parked(1);
    health.health();
    clock.pass(Duration.ofMinutes(5));
    stuck = parked(2);

    assertThat(health.health().getDetails().toString()).contains("since 2026-11-24T12:00:00.000Z");
  }

  @Test
  void isDegradedWhileARoleRests() throws Exception {
    camel.getRouteController().suspendRoute(BAKER.entryRoute());

    assertThat(health.health().getStatus()).isEqualTo(WorkHealth.DEGRADED);
    assertThat(health.health().getDetails().get("degraded"))
        .isEqualTo(
            List.of(
                "Role orders-baker rests: route bake-orders is Suspended,"
                    + " since 2026-11-24T12:00:00.000Z: look at Hawtio."));
  }

  /** As one that sends mails, sweeps or measures: no stage stands still for it. */
  @Test
  void isDegradedWhileARouteRestsThatHelps() throws Exception {
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);

    camel.getRouteController().suspendRoute("send-mails");

    assertDegraded(
        "Route send-mails rests: it is Suspended, since 2026-11-24T12:00:00.000Z: look at Hawtio.");
    work.end(); // routes stop with the process
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void saysSinceWhenSomethingIsWrongWhereThatIsKnown() {
    others.add(new Trouble("mail", true, "Mails wait", NOON.minusSeconds(900), "the log"));

    assertDegraded("Mails wait, since 2026-11-24T11:45:00.000Z: look at the log.");
  }

  @Test
  void isNoLongerUpThanItsWorst() {
    assertThat(
            new HealthConfiguration()
                .statusAggregator()
                .getAggregateStatus(Status.UP, WorkHealth.DEGRADED, WorkHealth.STALLED))
        .isEqualTo(WorkHealth.STALLED);
    assertThat(
            new HealthConfiguration()
                .statusAggregator()
                .getAggregateStatus(WorkHealth.STALLED, Status.DOWN))
        .isEqualTo(Status.DOWN);
  }

  private List<Trouble> troubles() {
    return Stream.concat(roles.troubles().stream(), others.stream()).toList();
  }

  private void assertDegraded(String sentence) {
    assertThat(health.health())
        .isEqualTo(Health.status("DEGRADED").withDetail("degraded", List.of(sentence)).build());
  }

  private void assertStalled(String sentence) {
    assertThat(health.health())
        .isEqualTo(Health.status("STALLED").withDetail("stalled", List.of(sentence)).build());
  }

  private static Waiting since(int seconds) {
    return new Waiting(1, 7, 7, NOON.minusSeconds(seconds));
  }

  private static OperatorTask parked(long count) {
    return new OperatorTask("parked command", "of component order", "/actuator/parked", count);
  }

  private static Snapshot waiting(Waiting pending, Waiting unbaked, int unwrittenSeconds) {
    return new Snapshot(
        NOON,
        List.of(7L),
        List.of(new PartitionState("order", 0, 7, pending, 0, unbaked, Waiting.NONE)),
        1,
        Duration.ofSeconds(unwrittenSeconds),
        true,
        Map.of());
  }
}
