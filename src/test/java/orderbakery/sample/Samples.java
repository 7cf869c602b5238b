package orderbakery.sample;

import static orderbakery.component.form.Field.required;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Access;
import orderbakery.component.Admission;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Component;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.EntityProblems;
import orderbakery.component.Payload;
import orderbakery.component.form.Form;
import orderbakery.component.form.Reading;
import orderbakery.component.form.Text;
import orderbakery.log.PlatformEvent;

/** The component {@code sample}: it can be created, and no more. */
final class Samples implements Component<Sample> {
  private static final String NAME = "sample";
  private static final EntityProblems PROBLEMS = new EntityProblems(NAME);
  private static final Form FORM = Form.of(required("title", new Text(100)));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> changes() {
    return List.of("created");
  }

  @Override
  public int schemaVersion() {
    return 1;
  }

  @Override
  public Admission admit(String operation, Map<String, Object> body, Instant acceptedAt) {
    Reading reading = FORM.readDocument(body);
    return reading.isSound()
        ? new Admitted(Payload.ofWhole(NAME, reading.normalForm()))
        : new Refused(PROBLEMS.invalid(reading));
  }

  @Override
  public Decision<Sample> decide(Optional<Sample> state, PlatformEvent event) {
    Map<String, Object> fields = Payload.whole(NAME, event.command().payload(), event);
    return new Accepted<>(new Sample((String) fields.get("title"), event.acceptedAt()), "created");
  }

  @Override
  public Map<String, Object> toDocument(Sample state) {
    return state.toDocument();
  }

  @Override
  public Sample fromDocument(Map<String, Object> document) {
    return Sample.of(document);
  }

  @Override
  public Map<String, Object> bake(String id, long version, Sample state) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("version", version);
    view.putAll(state.toDocument());
    return view;
  }

  @Override
  public Access access() {
    return new Access("samples:read", "samples:write", true);
  }

  @Override
  public Set<String> statuses() {
    return Set.of("WRITTEN");
  }

  @Override
  public boolean isDeleted(Sample state) {
    return false;
  }
}
