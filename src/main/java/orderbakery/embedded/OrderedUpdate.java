package orderbakery.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An ordered update command: its statements run one by one up to the first error, as in mongod. The
 * engine alone would go on after it.
 */
final class OrderedUpdate {
  private final List<Document> upserted = new ArrayList<>();
  private final List<Document> errors = new ArrayList<>();
  private int matched;
  private int modified;

  private OrderedUpdate() {}

  /**
   * Runs the command.
   *
   * @param engine executes an update command of one statement
   * @return the reply to the whole command
   */
  static Document run(Document request, UnaryOperator<Document> engine) {
    List<Object> statements = List.copyOf((Collection<?>) request.get("updates"));
    if (statements.size() == 1) {
      return engine.apply(request);
    }
    OrderedUpdate update = new OrderedUpdate();
    for (int i = 0; i < statements.size() && update.errors.isEmpty(); i++) {
      Document one = request.clone();
      one.put("updates", List.of(statements.get(i)));
      update.add(i, engine.apply(one));
    }
    return update.reply();
  }

  private void add(int index, Document reply) {
    matched += (Integer) reply.get("n");
    modified += (Integer) reply.get("nModified");
    addAll(upserted, index, reply.get("upserted"));
    addAll(errors, index, reply.get("writeErrors"));
  }

  private static void addAll(List<Document> target, int index, Object entries) {
    if (entries instanceof Collection<?> some) {
      some.forEach(entry -> target.add(((Document) entry).append("index", index)));
    }
  }

  private Document reply() {
    Document reply = new Document("n", matched).append("nModified", modified);
    if (!upserted.isEmpty()) {
      reply.put("upserted", upserted);
    }
    if (!errors.isEmpty()) {
      reply.put("writeErrors", errors);
    }
    return reply.append("ok", 1.0);
  }
}
