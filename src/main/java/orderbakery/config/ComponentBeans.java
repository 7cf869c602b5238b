package orderbakery.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import orderbakery.bake.Baker;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.DeadLetters;
import orderbakery.execute.Executor;
import orderbakery.figures.JourneyTimes;
import orderbakery.log.Partitions;
import orderbakery.store.Backlogs;
import orderbakery.store.MarkDocuments;
import orderbakery.store.MongoPresentation;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Declares the beans of every stage for each component that {@code bakery.components} names: {@code
 * order-executor}, {@code order-baker} … The route templates name them so.
 */
final class ComponentBeans implements ImportBeanDefinitionRegistrar {
  private final Environment environment;
  private final BeanFactory beans;

  ComponentBeans(Environment environment, BeanFactory beans) {
    this.environment = environment;
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importer, BeanDefinitionRegistry registry) {
    Roles roles = Roles.of(environment);
    for (String name : roles.components()) {
      ComponentParts parts = new ComponentParts(name, registry, beans);
      parts.add("rooms", ComponentRooms.class, () -> new ComponentRooms(name, parts.plural()));
      ComponentApi.declare(parts);
      ComponentFiles.declare(parts);
      eventsManager(parts);
      baker(parts);
      ComponentFeed.declare(parts, roles.has(Role.events(name)));
      ComponentDesks.declare(parts);
    }
  }

  private static void eventsManager(ComponentParts parts) {
    parts.add(
        "backlogs",
        Backlogs.class,
        () ->
            new Backlogs(
                parts.name(),
                parts.sourceCollection("events"),
                parts.sourceCollection(parts.plural()),
                parts.shared(Partitions.class),
                parts.settings().broker().batchSize()));
    parts.add(
        "executor",
        Executor.class,
        () -> new Executor<>(parts.component(), parts.shared(Clock.class)));
    parts.add(
        "mark-documents",
        MarkDocuments.class,
        () -> new MarkDocuments(parts.processName(Role.eventsManager(parts.name()))));
  }

  private static void baker(ComponentParts parts) {
    parts.add(
        "baker",
        Baker.class,
        () ->
            new Baker<>(
                parts.component(),
                new MongoPresentation(parts.presentations()),
                parts.shared(DeadLetters.class),
                JourneyTimes.untilBaked(
                    parts.name(), parts.shared(MeterRegistry.class), parts.shared(Clock.class))));
  }
}
