package orderbakery.operate.letters;

import java.util.function.Function;
import orderbakery.component.Plural;
import orderbakery.operate.Answering;
import orderbakery.operate.Justification;
import orderbakery.operate.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/**
 * Dead letters, for operators: contract.md section 6. 404 for a queue or letter that there is not,
 * 400 for a question that makes no sense, 503 when broker or store are away.
 */
@Endpoint(id = "deadletters")
public final class DeadLettersEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLettersEndpoint.class);
  private static final int LIMIT = 100;
  private static final int HIGHEST_LIMIT = 1000;

  private final LetterDesk desk;
  private final Signature signature;

  public DeadLettersEndpoint(LetterDesk desk, Signature signature) {
    this.signature = signature;
    this.desk = desk;
  }

  /** The queues, and how many letters lie in each. */
  @ReadOperation
  public WebEndpointResponse<Object> queues() {
    return Answering.with(desk::counts);
  }

  /**
   * Letters of a queue, the oldest first.
   *
   * @param limit 1 to 1000, default 100
   */
  @ReadOperation
  public WebEndpointResponse<Object> letters(
      @Selector String queue,
      @Nullable Integer limit,
      @Nullable String exception,
      @Nullable String contains) {
    return Answering.with(
        () ->
            desk.letters(
                queue,
                new LetterSelection(null, exception, contains),
                limited(limit),
                LetterSummary::of));
  }

  /** One letter with its bytes. */
  @ReadOperation
  public WebEndpointResponse<Object> letter(@Selector String queue, @Selector String id) {
    return Answering.with(() -> LetterView.of(desk.letter(queue, id)));
  }

  /**
   * Sends the letters meant back to where they came from.
   *
   * @param dryRun true unless said otherwise: answers what would be done
   */
  @WriteOperation
  public WebEndpointResponse<Object> sendBack(
      @Selector String queue,
      @Nullable String id,
      @Nullable String exception,
      @Nullable String contains,
      @Nullable Boolean dryRun,
      @Nullable String by,
      @Nullable String reason) {
    LetterSelection selection = new LetterSelection(id, exception, contains);
    return act("sent back", by, reason, why -> desk.sendBack(queue, selection, isDry(dryRun)));
  }

  /**
   * Takes the letters meant out of their queue and keeps them in the store.
   *
   * @param all whether that may be all of the queue: who has put into a body which letters he
   *     means, which nobody reads, has named none
   * @param dryRun true unless said otherwise: answers what would be done
   */
  @DeleteOperation
  public WebEndpointResponse<Object> discard(
      @Selector String queue,
      @Nullable String id,
      @Nullable String exception,
      @Nullable String contains,
      @Nullable Boolean all,
      @Nullable Boolean dryRun,
      @Nullable String by,
      @Nullable String reason) {
    LetterSelection selection = new LetterSelection(id, exception, contains);
    return act(
        "discarded",
        by,
        reason,
        why -> {
          requireMeant(selection, isDry(dryRun) || Boolean.TRUE.equals(all));
          return desk.discard(queue, selection, isDry(dryRun), why);
        });
  }

  private static void requireMeant(LetterSelection selection, boolean mayBeAll) {
    if (selection.isAll() && !mayBeAll) {
      throw new IllegalArgumentException(
          "Say in the query which letters to discard, by 'id', 'exception' or 'contains', or"
              + " 'all=true' for all of the queue");
    }
  }

  private WebEndpointResponse<Object> act(
      String what, String by, String reason, Function<Justification, LetterAction> act) {
    return Answering.with(
        () -> {
          Justification why = signature.of(by, reason);
          LetterAction action = act.apply(why);
          if (!action.dryRun()) {
            LOG.info(
                "{} of queue {} {} by {}: {}",
                Plural.of(action.done(), "letter"),
                action.queue(),
                what,
                why.by(),
                why.reason());
          }
          return action;
        });
  }

  private static boolean isDry(Boolean dryRun) {
    return dryRun == null || dryRun;
  }

  private static int limited(Integer limit) {
    if (limit == null) {
      return LIMIT;
    }
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw new IllegalArgumentException("'limit' must be 1 to " + HIGHEST_LIMIT);
    }
    return limit;
  }
}
