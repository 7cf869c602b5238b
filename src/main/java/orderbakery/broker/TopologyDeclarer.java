package orderbakery.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.function.Predicate;
import orderbakery.outage.NotPrepared;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.DeclarableCustomizer;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Queue;

/**
 * Declares rooms, queues and bindings: all of them at the start of the process, later only what the
 * broker says is missing. Where the process may not declare, it only looks whether they are there.
 *
 * <p>What exists is declared again at no cost, except a binding: a cluster writes it on every node,
 * and does not answer while one of them hangs.
 */
final class TopologyDeclarer {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyDeclarer.class);

  private final BrokerLink link;
  private final Topology topology;
  private final DeclarableCustomizer dialect;
  private final boolean mayDeclare;
  private volatile boolean bound;

  /**
   * @param dialect says it in the words of the broker there is
   * @param mayDeclare whether it declares, or only looks
   */
  TopologyDeclarer(
      BrokerLink link, Topology topology, DeclarableCustomizer dialect, boolean mayDeclare) {
    this.link = link;
    this.topology = topology;
    this.dialect = dialect;
    this.mayDeclare = mayDeclare;
  }

  /**
   * Declares everything. Where the broker does not answer for the bindings, this returns all the
   * same: it would not answer for a queue that is new either, so these are old and have theirs.
   * {@link #finish()} asks again.
   *
   * @throws BrokerAway when the broker does not answer
   * @throws OtherTopology when it has something of ours in another form
   * @throws NotPrepared when a room or a queue is missing and this process may not declare it
   */
  void declareAll() {
    if (!mayDeclare) {
      requireAll();
      return;
    }
    bound = false;
    declare(declarable -> !(declarable instanceof Binding));
    finish();
  }

  /** Makes up for bindings for which the broker did not answer. */
  void finish() {
    if (bound || !mayDeclare) {
      return;
    }
    try {
      declare(Binding.class::isInstance);
      bound = true;
    } catch (BrokerAway e) {
      if (!e.isSilent()) {
        throw e;
      }
      LOG.debug("The bindings are as they were", e);
    }
  }

  /** Declares a room again that somebody has deleted, and what it leads to. */
  void declareRoom(String name) {
    declare(
        declarable ->
            (declarable instanceof Exchange room && room.getName().equals(name))
                || (declarable instanceof Binding binding && binding.getExchange().equals(name)));
  }

  /** Declares a queue again that somebody has deleted, and what leads to it. */
  void declareQueue(String name) {
    declare(
        declarable ->
            (declarable instanceof Queue queue && queue.getName().equals(name))
                || (declarable instanceof Binding binding
                    && binding.getDestination().equals(name)));
  }

  /** Nobody can ask a broker for bindings, and no right is needed to ask for the rest. */
  private void requireAll() {
    try (OwnChannel own = OwnChannel.open(link)) {
      for (Declarable declarable : topology.shared().getDeclarables()) {
        require(declarable, own.channel());
      }
    }
  }

  private static void require(Declarable declarable, Channel channel) {
    try {
      if (declarable instanceof Exchange room) {
        channel.exchangeDeclarePassive(room.getName());
      } else if (declarable instanceof Queue queue) {
        channel.queueDeclarePassive(queue.getName());
      }
    } catch (IOException | ShutdownSignalException e) {
      if (Reason.replyCode(e) == AMQP.NOT_FOUND) {
        throw new NotPrepared("RabbitMQ: " + Reason.of(e));
      }
      throw new BrokerAway("The topology cannot be looked at", e);
    }
  }

  private void declare(Predicate<Declarable> wanted) {
    if (!mayDeclare) {
      LOG.debug("Somebody else declares what is missing");
      return;
    }
    OwnChannel own = OwnChannel.open(link);
    try {
      for (Declarable declarable : topology.shared().getDeclarables()) {
        if (wanted.test(declarable)) {
          declare(dialect.apply(declarable), own.channel());
        }
        own = own.orAnother(link);
      }
    } finally {
      own.close();
    }
  }

  private void declare(Declarable declarable, Channel channel) {
    try {
      declareOn(channel, declarable);
    } catch (IOException | ShutdownSignalException e) {
      if (Reason.replyCode(e) != AMQP.PRECONDITION_FAILED) {
        throw new BrokerAway("The topology cannot be declared", e);
      }
      if (!(declarable instanceof Exchange room) || !topology.isSocketRoom(room.getName())) {
        throw new OtherTopology(Reason.of(e), e);
      }
      replace(room);
    }
  }

  private static void declareOn(Channel channel, Declarable declarable) throws IOException {
    if (declarable instanceof Exchange room) {
      channel.exchangeDeclare(
          room.getName(),
          room.getType(),
          room.isDurable(),
          room.isAutoDelete(),
          room.getArguments());
    } else if (declarable instanceof Queue queue) {
      channel.queueDeclare(
          queue.getName(),
          queue.isDurable(),
          queue.isExclusive(),
          queue.isAutoDelete(),
          queue.getArguments());
    } else if (declarable instanceof Binding binding) {
      channel.queueBind(
          binding.getDestination(),
          binding.getExchange(),
          binding.getRoutingKey(),
          binding.getArguments());
    }
  }

  /**
   * A room of frames that an earlier version has declared with an alternate exchange. As long as
   * somebody listens there it stays, and the frames that nobody hears are swept out of {@code
   * unroutable}; whoever starts first when nobody does makes it anew.
   */
  private void replace(Exchange room) {
    try (OwnChannel own = OwnChannel.open(link)) {
      own.channel().exchangeDelete(room.getName(), true);
      declareOn(own.channel(), room);
    } catch (IOException | ShutdownSignalException e) {
      if (Reason.replyCode(e) != AMQP.PRECONDITION_FAILED) {
        throw new BrokerAway("Room " + room.getName() + " cannot be made anew", e);
      }
      LOG.debug("Somebody listens to room {}: it stays as it is", room.getName());
    }
  }
}
