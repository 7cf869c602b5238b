package orderbakery.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.annotation.Configuration;

/** The house: which room may know which. */
@AnalyzeClasses(packages = "orderbakery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] COMPONENTS =
      Settings.list("bakery.components").stream()
          .map(name -> "orderbakery." + name + "..")
          .toArray(String[]::new);
  private static final Set<String> ROOMS =
      Set.of(
          "access",
          "api",
          "bake",
          "broker",
          "component",
          "config",
          "edge",
          "embedded",
          "execute",
          "feed",
          "figures",
          "files",
          "log",
          "mail",
          "message",
          "notice",
          "operate",
          "outage",
          "product",
          "related",
          "s3",
          "store",
          "tracing",
          "webhook",
          "websocket");

  @ArchTest
  static final ArchRule theLogKnowsOnlyJava =
      classes()
          .that()
          .resideInAPackage("orderbakery.log..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "orderbakery.log..");

  /** Only the class that makes the bean of a component knows more. */
  @ArchTest
  static final ArchRule componentsArePureJava =
      classes()
          .that()
          .resideInAnyPackage(COMPONENTS)
          .and()
          .areNotAnnotatedWith(Configuration.class)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(COMPONENTS)
                  .or(
                      resideInAnyPackage(
                          "java..", "orderbakery.component..", "orderbakery.log..")));

  @ArchTest
  static final ArchRule nobodyKnowsAComponent =
      noClasses()
          .that()
          .resideOutsideOfPackages(COMPONENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(COMPONENTS);

  @ArchTest
  static final ArchRule componentsDoNotKnowOneAnother =
      slices().assignedFrom(new OfComponents()).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule decidingIsPure =
      classes()
          .that()
          .resideInAnyPackage("orderbakery.execute..", "orderbakery.component..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.slf4j..",
              "orderbakery.execute..",
              "orderbakery.component..",
              "orderbakery.log..");

  @ArchTest
  static final ArchRule stepsDoNotUseOneAnother =
      slices().matching("orderbakery.(api|execute|bake|feed)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("orderbakery.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule desksHaveNoCycles =
      slices().matching("orderbakery.operate.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule camelStaysWhereItIsMadeFor =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "orderbakery.broker..",
              "orderbakery.websocket..",
              "orderbakery.edge..",
              "orderbakery.tracing..",
              "orderbakery.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  /** What is off must not be created: only these name it. */
  @ArchTest
  static final ArchRule openTelemetryStaysWhereItIsMadeFor =
      noClasses()
          .that()
          .resideOutsideOfPackage("orderbakery.tracing..")
          .and()
          .doNotHaveSimpleName("TracingConfiguration")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.opentelemetry..", "orderbakery.tracing..");

  @ArchTest
  static final ArchRule mongoStaysInTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackages("orderbakery.store..", "orderbakery.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.bson..");

  @ArchTest
  static final ArchRule s3StaysInItsStore =
      noClasses()
          .that()
          .resideOutsideOfPackages("orderbakery.s3..", "orderbakery.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule amqpStaysAtTheBroker =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "orderbakery.api..",
              "orderbakery.broker..",
              "orderbakery.message..",
              "orderbakery.bake..",
              "orderbakery.feed..",
              "orderbakery.related..",
              "orderbakery.notice..",
              "orderbakery.embedded..",
              "orderbakery.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.amqp..", "com.rabbitmq..");

  @ArchTest
  static final ArchRule onlyConfigAsksTheClockOfTheMachine =
      noClasses()
          .that()
          .resideOutsideOfPackage("orderbakery.config..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  /** Spring's converter of messages and its utilities do it, where they are asked to. */
  @ArchTest
  static final ArchRule nobodySerializesObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.Object(In|Out)putStream|java\\.io\\.Externalizable"
                  + "|org\\.springframework\\..*(SerializationUtils|SimpleMessageConverter"
                  + "|SerializerMessageConverter)");

  @ArchTest
  static final ArchRule theWebsocketComponentStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("orderbakery.websocket..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are in other rooms",
                  (JavaClass it) ->
                      it.getPackageName().startsWith("orderbakery")
                          && !it.getPackageName().startsWith("orderbakery.websocket")));

  /** A slice for each component. */
  private static final class OfComponents implements SliceAssignment {

    @Override
    public String getDescription() {
      return "components";
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass it) {
      return Settings.list("bakery.components").stream()
          .filter(name -> (it.getPackageName() + ".").startsWith("orderbakery." + name + "."))
          .findFirst()
          .map(SliceIdentifier::of)
          .orElseGet(SliceIdentifier::ignore);
    }
  }

  @ArchTest
  static void everyRoomIsKnownAndHasSomethingInIt(JavaClasses classes) {
    Set<String> found = new TreeSet<>();
    for (JavaClass it : classes) {
      String room =
          it.getPackageName().replaceFirst("^orderbakery\\.?", "").replaceFirst("\\..*", "");
      if (!room.isEmpty() && !it.getSimpleName().equals("package-info")) {
        found.add(room);
      }
    }
    Set<String> known = new TreeSet<>(ROOMS);
    known.addAll(Settings.list("bakery.components"));
    assertThat(found).isEqualTo(known);
  }
}
