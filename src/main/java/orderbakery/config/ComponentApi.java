package orderbakery.config;

import java.time.Clock;
import java.util.function.Supplier;
import orderbakery.api.DocumentWriter;
import orderbakery.api.FormerVersions;
import orderbakery.api.History;
import orderbakery.api.Intake;
import orderbakery.api.Listing;
import orderbakery.api.MadeVersions;
import orderbakery.api.PageWriter;
import orderbakery.api.Presented;
import orderbakery.api.StoredDocuments;
import orderbakery.component.Lookup;

/** Declares what the API of one component calls, but for its files. */
final class ComponentApi {
  private ComponentApi() {}

  static void declare(ComponentParts parts) {
    @SuppressWarnings("unchecked") // there is one supplier of texts
    Supplier<Supplier<String>> commandIds =
        () -> (Supplier<String>) parts.beans().getBean("commandIds");
    Supplier<PageWriter> pages = () -> new PageWriter(parts.shared(DocumentWriter.class));
    parts.add(
        "intake",
        Intake.class,
        () ->
            new Intake(
                parts.component(),
                parts.shared(Clock.class),
                commandIds.get(),
                parts.processName(Role.api(parts.name())),
                parts.shared(Lookup.class)));
    parts.add(
        "listing",
        Listing.class,
        () -> new Listing(parts.component(), parts.shared(StoredDocuments.class), pages.get()));
    parts.add(
        "presented",
        Presented.class,
        () ->
            new Presented(
                parts.component(),
                parts.shared(StoredDocuments.class),
                parts.shared(DocumentWriter.class)));
    parts.add(
        "former-versions",
        FormerVersions.class,
        () -> new FormerVersions<>(parts.component(), parts.shared(MadeVersions.class)));
    parts.add(
        "history",
        History.class,
        () -> new History(parts.component(), parts.shared(StoredDocuments.class), pages.get()));
  }
}
