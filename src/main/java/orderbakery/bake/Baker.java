package orderbakery.bake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Component;
import orderbakery.component.Fact;
import orderbakery.figures.AcceptedAt;
import orderbakery.message.FactMessages;
import orderbakery.message.FrameMessages;
import org.springframework.amqp.core.Message;

/** Bakes the facts of a component, a batch at a time. */
public final class Baker<S> {
  private final Component<S> component;
  private final StoredPresentations storedPresentations;
  private final DeadLetters deadLetters;
  private final LongConsumer bakedOnes;
  private final FactMessages facts = new FactMessages();
  private final FrameMessages frames = new FrameMessages();

  /**
   * Bakes for one component.
   *
   * @param bakedOnes gets, for each change that is presented, when its command was accepted
   */
  public Baker(
      Component<S> component,
      StoredPresentations storedPresentations,
      DeadLetters deadLetters,
      LongConsumer bakedOnes) {
    this.component = component;
    this.storedPresentations = storedPresentations;
    this.deadLetters = deadLetters;
    this.bakedOnes = bakedOnes;
  }

  /**
   * Reads and bakes each fact for itself: one that cannot be read or baked does not hold up its
   * neighbours.
   */
  public Reading<Baked> bake(List<Message> messages) {
    return deadLetters.read(
        messages, message -> bake(facts.read(message.getBody()), facts.isRebuilt(message)));
  }

  /**
   * What the batch comes to. The presentation is asked first what it shows: what is not newer
   * changes nothing, but is told once more, since its frame may have been lost. The feed leaves out
   * what clients have heard.
   */
  public Baking plan(List<Baked> batch) {
    Map<String, Shown> stored = storedPresentations.of(changedIn(batch));
    Map<String, PresentationWrite> newest = new LinkedHashMap<>();
    List<RoomMessage> told = new ArrayList<>();
    List<Map<String, Object>> presented = new ArrayList<>();
    for (Baked baked : batch) {
      Shown held = stored.getOrDefault(baked.fact().entityId(), Shown.NOTHING);
      if (baked.replaces(held)) {
        keep(newest, new PresentationWrite(held, baked.presentation().orElseThrow()));
      }
      if (!baked.isRebuilt()) {
        told.add(frames.write(baked.fact(), baked.shown()));
        presented.add(baked.shown());
      }
    }
    return new Baking(List.copyOf(newest.values()), told, presented);
  }

  /** The frames of a batch, to be published once its presentations are written. */
  public List<RoomMessage> frames(Baking baking) {
    baking.shown().forEach(it -> bakedOnes.accept(AcceptedAt.of(it.get("updatedAt"))));
    return baking.frames();
  }

  private Baked bake(Fact fact, boolean isRebuilt) throws IOException {
    if (fact.isRejection()) {
      return new Baked(fact, Optional.empty(), isRebuilt);
    }
    return new Baked(fact, Optional.of(Presentation.of(component, fact)), isRebuilt);
  }

  private static Set<String> changedIn(List<Baked> batch) {
    return batch.stream()
        .flatMap(baked -> baked.presentation().stream())
        .map(Presentation::id)
        .collect(Collectors.toSet());
  }

  /** The newest goes to the end, so that the writes stay in order of sequence. */
  private static void keep(Map<String, PresentationWrite> newest, PresentationWrite write) {
    String id = write.presentation().id();
    PresentationWrite other = newest.get(id);
    if (other == null || write.presentation().shown().isAbove(other.presentation().shown())) {
      newest.remove(id);
      newest.put(id, write);
    }
  }
}
