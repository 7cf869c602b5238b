package orderbakery.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a query demands of single fields, all of it at once.
 *
 * <p>Only what an index can answer is told. That may be less than the query demands, so every
 * document that is found by it has yet to be compared with the whole query.
 */
record Conditions(Map<String, List<Object>> byField) {

  /** Reads the top level of a query and of the {@code $and} lists in it. */
  static Conditions of(Document query) {
    Map<String, List<Object>> byField = new HashMap<>();
    collect(query, byField);
    return new Conditions(byField);
  }

  private static void collect(Document query, Map<String, List<Object>> byField) {
    query.forEach(
        (field, condition) -> {
          if (field.equals("$and") && condition instanceof Collection<?> all) {
            all.forEach(each -> collect((Document) each, byField));
          } else if (!field.startsWith("$")) {
            byField.computeIfAbsent(field, f -> new ArrayList<>()).add(condition);
          }
        });
  }

  /** The values, normalised, of which a field must have one; empty if any may do. */
  Optional<List<Object>> values(String field) {
    return on(field).flatMap(condition -> values(condition).stream()).findFirst();
  }

  private static Optional<List<Object>> values(Object condition) {
    if (!(condition instanceof Document operators)) {
      return normalised(Collections.singletonList(condition));
    }
    if (operators.containsKey("$eq")) {
      return normalised(Collections.singletonList(operators.get("$eq")));
    }
    return operators.get("$in") instanceof Collection<?> some ? normalised(some) : Optional.empty();
  }

  private static Optional<List<Object>> normalised(Collection<?> values) {
    return values.stream().allMatch(Conditions::scalar)
        ? Optional.of(values.stream().map(IndexEntry::normalised).toList())
        : Optional.empty();
  }

  /** The value, normalised, below which a field cannot be. */
  Optional<Object> lower(String field) {
    return border(field, "$gte").or(() -> border(field, "$gt"));
  }

  /** The value, normalised, above which a field cannot be. */
  Optional<Object> upper(String field) {
    return border(field, "$lte").or(() -> border(field, "$lt"));
  }

  private Optional<Object> border(String field, String operator) {
    return on(field)
        .filter(Document.class::isInstance)
        .map(condition -> ((Document) condition).get(operator))
        .filter(Conditions::scalar)
        .map(IndexEntry::normalised)
        .findFirst();
  }

  private Stream<Object> on(String field) {
    return byField.getOrDefault(field, List.of()).stream();
  }

  // null also finds missing fields, and arrays, documents and patterns have rules of their own
  private static boolean scalar(Object value) {
    return value != null
        && !(value instanceof Collection)
        && !(value instanceof Document)
        && !(value instanceof BsonRegularExpression)
        && !(value instanceof Double number && number.isNaN());
  }
}
