package orderbakery.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import orderbakery.component.Access;
import orderbakery.component.Caller;
import orderbakery.component.Problem;
import orderbakery.log.EventLog;

/**
 * What clients of the feed are told for themselves: contract.md section 2.
 *
 * <p>Live frames are held back from a client from before its welcome to the reply that releases
 * them. The events of one client come one at a time.
 */
public final class FeedClients {
  private final Access access;
  private final Feed feed;
  private final Resumption resumption;
  private final ControlFrames frames;
  private final ClientMessages messages;
  private final InterestReader interests;
  private final ResumeCounts resumes;
  private final Map<String, FeedClient> clients = new ConcurrentHashMap<>();

  /**
   * @param access says whether a client may hear of what is not its own
   * @param reload where a client reads all anew
   * @param heartbeatSeconds between two pings
   * @param resumes is told who comes back
   */
  public FeedClients(
      Access access,
      Feed feed,
      EventLog log,
      Vocabulary words,
      String reload,
      int heartbeatSeconds,
      ResumeCounts resumes) {
    this.access = access;
    this.feed = feed;
    this.resumption = new Resumption(feed, log);
    this.frames = new ControlFrames(reload, heartbeatSeconds);
    this.messages = new ClientMessages(words);
    this.interests = new InterestReader(words);
    this.resumes = resumes;
  }

  /**
   * A client has connected. One whose filter is refused is told nothing until it subscribes.
   *
   * @param query of its handshake, as it was sent, or null
   * @param caller whom the handshake has shown
   * @throws FeedBehind when it has to wait
   */
  public List<Reply> welcome(String key, String query, Caller caller) {
    String owner = access.mayReadAll(caller) ? null : caller.principal();
    FeedClient client = new FeedClient(feed, resumption, frames, owner);
    clients.put(key, client);
    ConnectQuery asked = ConnectQuery.parse(query);
    Optional<Problem> refusal = refusal(client, asked);
    List<Reply> replies = new ArrayList<>(greet(client, asked.after()));
    refusal.ifPresent(problem -> replies.add(client.refuse(problem)));
    return replies;
  }

  private Optional<Problem> refusal(FeedClient client, ConnectQuery asked) {
    try {
      client.wants(asked.interest(interests));
      return Optional.empty();
    } catch (Misunderstood fault) {
      return Optional.of(fault.problem());
    }
  }

  private List<Reply> greet(FeedClient client, String after) {
    if (after == null) {
      return List.of(client.release(frames.hello(feed.token(feed.now()), false)));
    }
    Optional<ResumeToken> token = ResumeToken.parse(after);
    Optional<String> refusal = resumption.refusal(token);
    if (refusal.isPresent()) {
      resumes.reset();
      return List.of(
          client.reply(frames.hello(feed.token(feed.now()), false)),
          client.release(frames.reset(refusal.get())));
    }
    resumes.resumed();
    client.resumesFrom(token.get().place());
    return List.of(client.reply(frames.hello(token.get(), true)));
  }

  /** All that was sent to a client has left: the next piece of what it missed. */
  public List<Reply> goOn(String key) {
    FeedClient client = clients.get(key);
    return client == null ? List.of() : client.nextPiece();
  }

  /** The answer to a client's words. */
  public List<Reply> answer(String key, String text) {
    FeedClient client = clients.get(key);
    return client == null ? List.of() : List.of(answer(client, text));
  }

  private Reply answer(FeedClient client, String text) {
    try {
      ClientMessage message = messages.read(text);
      if (message instanceof ClientMessage.Subscribe subscribe) {
        return client.subscribe(subscribe.interest());
      }
      return message instanceof ClientMessage.RefusedSubscribe refused
          ? client.refuse(refused.problem())
          : client.reply(frames.pong());
    } catch (Misunderstood fault) {
      return client.reply(frames.error(fault.problem()));
    }
  }

  /** A client has left. */
  public List<Reply> forget(String key) {
    clients.remove(key);
    return List.of();
  }

  /** The text of a reply, for the route. */
  public String text(Reply reply) {
    return reply.text();
  }

  /** Whether live frames follow a reply, for the route. */
  public boolean releases(Reply reply) {
    return reply.live() == Reply.Live.FOLLOWS;
  }

  /** Whether live frames wait from a reply on, for the route. */
  public boolean holds(Reply reply) {
    return reply.live() == Reply.Live.WAITS;
  }

  /** Which live frames a client hears from a reply on, for the route. */
  public Predicate<Object> filter(Reply reply) {
    return reply.filter();
  }
}
