package orderbakery.operate.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.bake.Presentation;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Component;
import orderbakery.component.Fact;
import orderbakery.component.Unfoldable;
import orderbakery.execute.Entity;
import orderbakery.execute.Fold;
import orderbakery.execute.Logged;
import orderbakery.message.CommandMessages;
import orderbakery.message.FactMessages;
import orderbakery.operate.OperatorCommands;

/** Does the tasks of jobs: compares, rebuilds, heals. */
public final class TaskRunner<S> {
  private final Component<S> component;
  private final ComponentData data;
  private final Fold<S> fold;
  private final Comparison<S> comparison;
  private final OperatorCommands commands;
  private final CommandMessages commandMessages;
  private final FactMessages factMessages = new FactMessages();

  public TaskRunner(
      Component<S> component,
      ComponentData data,
      OperatorCommands commands,
      CommandMessages commandMessages) {
    this.component = component;
    this.data = data;
    this.fold = new Fold<>(component);
    this.comparison = new Comparison<>(component);
    this.commands = commands;
    this.commandMessages = commandMessages;
  }

  /** The effect of a task; what is to be published is not published yet. */
  public Effect perform(Task task) {
    return switch (task.job().kind()) {
      case PRESENTATION -> presentation(task);
      case SOURCE -> source(task);
      case RECONCILE, SAMPLE -> reconcile(task);
    };
  }

  /** What of an effect is to be baked again. */
  public List<RoomMessage> facts(Effect effect) {
    return effect.facts();
  }

  /** What of an effect is to be sent to the log. */
  public List<RoomMessage> commands(Effect effect) {
    return effect.commands();
  }

  /**
   * What is told, and not shown as it must be, is baked again. What is not told is on its way to
   * the baker, and will be written by its own message; to write it now would show it before what
   * was told ahead of it.
   */
  private Effect presentation(Task task) {
    Map<String, StoredPresentation> stored = task.data().stored();
    Map<String, Entity> entities = task.data().entities();
    Set<String> told = data.told(entities.values());
    List<Fact> rebuilt = new ArrayList<>();
    for (Entity entity : entities.values()) {
      Optional<Fact> fact = entity.fact().filter(it -> told.contains(it.entityId()));
      StoredPresentation shown = stored.get(entity.id());
      if (fact.isPresent() && (task.job().everything() || !isShown(fact.get(), shown))) {
        removeIfAhead(entity, shown);
        rebuilt.add(fact.get());
      }
    }
    return new Effect(
        task,
        factMessages.rebuilt(component.name(), rebuilt),
        List.of(),
        List.of(),
        List.of(),
        rebuilt.size());
  }

  /** What cannot be baked is left to the baker, which parks it and says why. */
  private boolean isShown(Fact fact, StoredPresentation shown) {
    try {
      return shown != null && shown.is(Presentation.of(component, fact));
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** A presentation of a version that there never was would be taken for a newer one. */
  private void removeIfAhead(Entity entity, StoredPresentation shown) {
    if (shown != null && shown.version() > entity.version()) {
      data.remove(shown);
    }
  }

  private Effect source(Task task) {
    List<Difference> differences = new ArrayList<>();
    List<String> later = new ArrayList<>();
    List<ComponentData.Rewrite> rewrites = new ArrayList<>();
    Map<String, Entity> entities = task.data().entities();
    Map<String, List<Logged>> events = task.data().events();
    for (String id : task.entities()) {
      Entity found = entities.get(id);
      List<Logged> logged = events.getOrDefault(id, List.of());
      List<Difference> ofThis = new ArrayList<>();
      Optional<Entity> folded = fold(id, logged, ofThis);
      folded.ifPresent(it -> ofThis.addAll(comparison.ofSource(it, found)));
      if (!ofThis.isEmpty() && Fold.isInMotion(logged)) {
        later.add(id);
      } else if (!ofThis.isEmpty()) {
        differences.addAll(ofThis);
        folded.ifPresent(it -> rewrites.add(new ComponentData.Rewrite(found, it)));
      }
    }
    Set<String> contested = data.write(rewrites);
    later.addAll(contested);
    int changed = rewrites.size() - contested.size();
    return new Effect(task, List.of(), List.of(), differences, later, changed);
  }

  private Effect reconcile(Task task) {
    Map<String, Map<String, Object>> shown = task.data().presentations();
    Map<String, Entity> entities = task.data().entities();
    Map<String, List<Logged>> events = task.data().events();
    Set<String> told = data.told(entities.values());
    List<Difference> differences = new ArrayList<>();
    List<String> later = new ArrayList<>();
    Set<String> wrong = new HashSet<>();
    for (String id : task.entities()) {
      Entity found = entities.get(id);
      List<Logged> logged = events.getOrDefault(id, List.of());
      List<Difference> ofThis = new ArrayList<>();
      fold(id, logged, ofThis).ifPresent(it -> ofThis.addAll(comparison.ofSource(it, found)));
      if (found != null) {
        ofThis.addAll(comparison.ofPresentation(found, shown.get(id)));
      }
      boolean moves = Fold.isInMotion(logged) || (found != null && !told.contains(id));
      if (!ofThis.isEmpty() && moves) {
        later.add(id);
      } else if (!ofThis.isEmpty()) {
        differences.addAll(ofThis);
        wrong.add(id);
      }
    }
    return task.job().heals()
        ? healed(task, differences, later, wrong)
        : new Effect(task, List.of(), List.of(), differences, later, 0);
  }

  /** First the source, then what it makes visible: by a command, so that clients hear of it. */
  private Effect healed(
      Task task, List<Difference> differences, List<String> later, Set<String> wrong) {
    Effect source = source(task.of(List.copyOf(wrong)));
    List<String> all = new ArrayList<>(later);
    all.addAll(source.later());
    return new Effect(
        task,
        List.of(),
        wrong.stream()
            .map(id -> commands.republish(component.name(), id, task.job().why()))
            .map(commandMessages::write)
            .toList(),
        differences,
        all,
        wrong.size());
  }

  private Optional<Entity> fold(String id, List<Logged> events, List<Difference> differences) {
    try {
      return fold.of(events);
    } catch (Unfoldable e) {
      differences.add(new Difference(id, "log", "", null, e.getMessage()));
      return Optional.empty();
    }
  }
}
