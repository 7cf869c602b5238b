package orderbakery.related;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Fact;
import orderbakery.execute.Entity;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import orderbakery.message.FactMessages;
import org.springframework.amqp.core.Message;

/**
 * Hears of what has changed, a batch at a time. A changed leader begins a follow-up; a changed
 * follower is compared with its leaders as they stand. Together they leave no gap: a follower that
 * was written after a follow-up has passed its place is looked at itself, after the leader was
 * written.
 */
public final class RelatedChanges {
  private final List<RelatedEntities> related;
  private final FollowUps followUps;
  private final FollowCommands commands;
  private final CommandMessages messages;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final FactMessages facts = new FactMessages();

  public RelatedChanges(
      List<RelatedEntities> related,
      FollowUps followUps,
      FollowCommands commands,
      CommandMessages messages,
      DeadLetters deadLetters,
      Clock clock) {
    this.related = List.copyOf(related);
    this.followUps = followUps;
    this.commands = commands;
    this.messages = messages;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /** Reads each message for itself: one that is no whole fact does not hold up its neighbours. */
  public Reading<Fact> read(List<Message> batch) {
    return deadLetters.read(batch, message -> understood(facts.read(message.getBody())));
  }

  /** Looks once whether it can be understood: else it would hold up all that come after it. */
  private Fact understood(Fact fact) {
    related.stream()
        .map(RelatedEntities::relation)
        .filter(relation -> relation.isOfFollower(fact))
        .forEach(relation -> relation.leaders(fact));
    return fact;
  }

  /** Keeps for each leader that has changed that its followers are to be looked at. */
  public List<Fact> begin(List<Fact> batch) {
    for (RelatedEntities of : related) {
      Relation relation = of.relation();
      batch.stream()
          .filter(relation::isOfLeader)
          .collect(toMap(Fact::entityId, Fact::version, Math::max))
          .forEach(
              (leader, version) ->
                  followUps.tell(relation.follower(), leader, version, clock.instant()));
    }
    return batch;
  }

  /** The commands for the followers that have changed and do not show a leader as it is. */
  public List<RoomMessage> look(List<Fact> batch) {
    List<RoomMessage> due = new ArrayList<>();
    for (RelatedEntities of : related) {
      due(of, batch).stream().map(messages::write).forEach(due::add);
    }
    return due;
  }

  private List<ScheduledCommand> due(RelatedEntities of, List<Fact> batch) {
    Set<String> changed =
        batch.stream()
            .filter(of.relation()::isOfFollower)
            .filter(fact -> !of.relation().leaders(fact).isEmpty())
            .map(Fact::entityId)
            .collect(toSet());
    List<ScheduledCommand> due = new ArrayList<>();
    eachPage(behind -> of.followers(changed, behind), followers -> due.addAll(due(of, followers)));
    return due;
  }

  /** Followers that fit into memory, with as many of their leaders as do at a time. */
  private List<ScheduledCommand> due(RelatedEntities of, Collection<Entity> followers) {
    Map<String, Set<String>> named = new HashMap<>();
    followers.forEach(it -> named.put(it.id(), of.relation().rules().leaders(it.state())));
    Set<String> leaders = named.values().stream().flatMap(Set::stream).collect(toSet());
    List<ScheduledCommand> due = new ArrayList<>();
    eachPage(
        behind -> of.leaders(leaders, behind),
        page -> {
          Map<String, Entity> known = page.stream().collect(toMap(Entity::id, it -> it));
          for (Entity follower : followers) {
            named.get(follower.id()).stream()
                .filter(known::containsKey)
                .map(known::get)
                .flatMap(leader -> commands.due(of.relation(), follower, leader).stream())
                .forEach(due::add);
          }
        });
    return due;
  }

  private static void eachPage(
      Function<String, RelatedEntities.Page> pages, Consumer<List<Entity>> use) {
    RelatedEntities.Page page = pages.apply(null);
    use.accept(page.entities());
    while (!page.isLast()) {
      page = pages.apply(page.last());
      use.accept(page.entities());
    }
  }
}
