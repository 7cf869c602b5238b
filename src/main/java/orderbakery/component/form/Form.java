package orderbakery.component.form;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object with these members and no others.
 *
 * @param fields in the order of the normal form
 * @param mayBeEmpty whether it may come to no member at all
 */
public record Form(List<Field> fields, boolean mayBeEmpty) implements Rule {

  @FunctionalInterface
  private interface FieldReader {
    void read(Field field, Json object, Map<?, ?> members, Map<String, Object> normalForm);
  }

  public Form {
    fields = List.copyOf(fields);
  }

  public static Form of(Field... fields) {
    return new Form(List.of(fields), true);
  }

  /** An object with at least one of these members, all of which are optional. */
  public static Form ofAtLeastOne(Field... fields) {
    return new Form(List.of(fields), false);
  }

  /** The same with more members. */
  public Form with(Field... more) {
    return new Form(Stream.concat(fields.stream(), Stream.of(more)).toList(), mayBeEmpty);
  }

  /** Reads a whole document. */
  public Reading readDocument(Map<String, Object> document) {
    return reading(Json.document(document), Field::read);
  }

  /** Reads a merge-patch (RFC 7396) for such a document. */
  public Reading readPatch(Map<String, Object> patch) {
    return reading(Json.document(patch), Field::patch);
  }

  @Override
  public Optional<Object> read(Json json) {
    int faults = json.faults().found();
    Optional<Map<String, Object>> members = members(json, Field::read);
    return !mayBeEmpty && members.equals(Optional.of(Map.of())) && json.faults().found() == faults
        ? json.refuse("must have at least one of " + names())
        : members.map(Object.class::cast);
  }

  @Override
  public Optional<Object> patch(Json json) {
    return members(json, Field::patch).map(Object.class::cast);
  }

  private Reading reading(Json document, FieldReader reader) {
    Map<String, Object> normalForm = members(document, reader).orElse(Map.of());
    return new Reading(normalForm, document.faults().listed(), document.faults().found());
  }

  private Optional<Map<String, Object>> members(Json json, FieldReader reader) {
    if (!(json.value() instanceof Map<?, ?> members)) {
      return json.refuse("must be an object");
    }
    members.keySet().stream()
        .map(String.class::cast)
        .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
        .forEach(name -> json.refuseMember(name, "is not a field that a client can set"));
    Map<String, Object> normalForm = new LinkedHashMap<>();
    fields.forEach(field -> reader.read(field, json, members, normalForm));
    return Optional.of(normalForm);
  }

  private String names() {
    return fields.stream().map(Field::name).collect(joining(", "));
  }
}
