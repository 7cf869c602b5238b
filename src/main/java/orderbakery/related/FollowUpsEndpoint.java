package orderbakery.related;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/followups}: which changed entities are being followed, and how far it is. */
@Endpoint(id = "followups")
public final class FollowUpsEndpoint {
  private static final int SHOWN = 100;

  private final FollowUps followUps;
  private final Clock clock;

  public FollowUpsEndpoint(FollowUps followUps, Clock clock) {
    this.followUps = followUps;
    this.clock = clock;
  }

  /** Those that are under way, the first 100, and how many there are. */
  @ReadOperation
  public Map<String, Object> show() {
    Instant now = clock.instant();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("count", followUps.count());
    shown.put("followups", followUps.underWay(SHOWN).stream().map(it -> shown(it, now)).toList());
    return shown;
  }

  private static Map<String, Object> shown(FollowUp followUp, Instant now) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("of", followUp.leaderId());
    shown.put("version", followUp.wanted());
    shown.put("component", followUp.follower());
    shown.put("startedAt", followUp.startedAt());
    shown.put("looked", followUp.passed());
    shown.put("commands", followUp.sent());
    shown.put("perSecond", followUp.rate(now));
    return shown;
  }
}
