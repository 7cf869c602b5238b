package orderbakery.component;

import static orderbakery.component.form.Field.required;

import java.util.Map;
import java.util.function.Function;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.form.FileName;
import orderbakery.component.form.Form;
import orderbakery.component.form.Id;
import orderbakery.component.form.MediaTypeName;
import orderbakery.component.form.Reading;
import orderbakery.component.form.Sha256Text;
import orderbakery.component.form.WholeNumber;
import orderbakery.log.PlatformEvent;

/**
 * What can be asked of the files of an entity, which any component may have. The payload of both is
 * {@code {"file": {…}}}.
 */
public sealed interface FileCommand {
  /** Adds a file whose bytes are kept already. */
  String ATTACH = "attach";

  /** Takes a file away. */
  String DETACH = "detach";

  /** Decides on the files of an entity that may be changed. */
  <S> Decision<S> decide(String component, AttachedFiles files, Function<AttachedFiles, S> effect);

  /** Adds a file. */
  record Attach(AttachedFile file) implements FileCommand {
    @Override
    public <S> Decision<S> decide(
        String component, AttachedFiles files, Function<AttachedFiles, S> effect) {
      if (files.find(file.id()).isPresent()) {
        throw new IllegalStateException("File " + file.id() + " is attached already");
      }
      return files.isFull()
          ? new Rejected<>(FileProblems.full(component))
          : new Accepted<>(effect.apply(files.with(file)), "updated");
    }
  }

  /** Takes a file away. */
  record Detach(String id) implements FileCommand {
    @Override
    public <S> Decision<S> decide(
        String component, AttachedFiles files, Function<AttachedFiles, S> effect) {
      return files.find(id).isEmpty()
          ? new Rejected<>(FileProblems.unknown())
          : new Accepted<>(effect.apply(files.without(id)), "updated");
    }
  }

  /**
   * Checks what is to be scheduled.
   *
   * @param body {@code {"id", "name", "type", "size", "sha256"}} to attach, {@code {"id"}} to
   *     detach
   */
  static Admission admit(String operation, Map<String, Object> body) {
    Reading reading = form(operation).readDocument(body);
    return reading.isSound()
        ? new Admitted(Map.of("file", reading.normalForm()))
        : new Refused(FileProblems.invalid(reading));
  }

  /**
   * The command that an event holds.
   *
   * @throws IllegalArgumentException when it holds none
   */
  static FileCommand of(PlatformEvent event) {
    Map<String, Object> sent = Payload.whole("file", event.payload(), event);
    Reading reading = form(event.operation()).readDocument(sent);
    if (!reading.isSound()) {
      throw new IllegalArgumentException(
          "Event %s holds no file: %s".formatted(event.id(), reading.errors()));
    }
    Map<String, Object> file = reading.normalForm();
    String id = (String) file.get("id");
    return event.operation().equals(ATTACH)
        ? new Attach(
            new AttachedFile(
                id,
                (String) file.get("name"),
                (String) file.get("type"),
                (Long) file.get("size"),
                (String) file.get("sha256"),
                Times.text(event.acceptedAt())))
        : new Detach(id);
  }

  private static Form form(String operation) {
    return operation.equals(ATTACH)
        ? Form.of(
            required("id", new Id()),
            required("name", new FileName(200)),
            required("type", new MediaTypeName(200)),
            required("size", new WholeNumber(1, Integer.MAX_VALUE)),
            required("sha256", new Sha256Text()))
        : Form.of(required("id", new Id()));
  }
}
