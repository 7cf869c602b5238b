package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets commands through to the engine one at a time, answers them when the file holds their
 * effects, and puts right where the engine differs from a real mongod.
 */
final class CommandGate extends AbstractMongoBackend {
  // documents in one reply unless the client says otherwise
  private static final int BATCH = 1_000;

  private final StoreFile file;
  private final StoreLogin login;
  // the engine opens a database again to list it; its indexes are built only once
  private final Map<String, IndexedDatabase> opened = new HashMap<>();

  private CommandGate(StoreFile file, StoreLogin login) {
    this.file = file;
    this.login = login;
  }

  /** Opens the databases that the file holds, which builds their indexes. */
  static CommandGate over(StoreFile file, StoreLogin login) {
    CommandGate gate = new CommandGate(file, login);
    IndexedDatabase.names(file.maps()).forEach(gate::resolveDatabase);
    return gate;
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return opened.computeIfAbsent(
        name, n -> IndexedDatabase.open(n, file.maps(), getCursorRegistry()));
  }

  @Override
  public void dropDatabase(String name) {
    super.dropDatabase(name);
    opened.remove(name);
  }

  @Override
  public Document handleCommand(
      Channel channel, String database, String command, Document request) {
    String name = command.toLowerCase(Locale.ROOT);
    if (name.equals("hello")) {
      return hello(super.handleCommand(channel, database, "ismaster", request));
    }
    if (name.equals("saslstart")) {
      return login.enter(channel, request);
    }
    if (!name.equals("ismaster") && !login.isIn(channel)) {
      return StoreLogin.refusal(command);
    }
    // a copy: the reply is encoded later, when another command may be changing the documents
    return file.execute(() -> run(name, channel, database, command, request).cloneDeeply());
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    throw new MongoServerError(
        352, "UnsupportedOpQueryCommand", "OP_QUERY is refused, as MongoDB does since 5.1");
  }

  /** Of an old protocol, without a login. */
  @Override
  public void closeCursors(List<Long> cursors) {
    throw new MongoServerError(
        352, "UnsupportedOpQueryCommand", "OP_KILL_CURSORS is refused, as MongoDB does since 5.1");
  }

  private Document run(
      String name, Channel channel, String database, String command, Document request) {
    switch (name) {
      case "find", "getmore" -> request.putIfAbsent("batchSize", BATCH);
      case "update" -> {
        if (ordered(request)) {
          return OrderedUpdate.run(
              request, one -> super.handleCommand(channel, database, command, one));
        }
      }
      default -> {}
    }
    Document reply = super.handleCommand(channel, database, command, request);
    return name.equals("insert") ? counted(request, reply) : reply;
  }

  private Document hello(Document legacy) {
    if (file.maps().isClosed()) {
      throw new MongoServerError(91, "ShutdownInProgress", "the embedded store is closed");
    }
    legacy.remove("ismaster");
    return legacy.append("isWritablePrimary", true).append("helloOk", true);
  }

  // the engine counts the documents that were sent, not those that were inserted
  private static Document counted(Document request, Document reply) {
    if (reply.get("writeErrors") instanceof List<?> errors) {
      int sent = ((List<?>) request.get("documents")).size();
      int first = (Integer) ((Document) errors.get(0)).get("index");
      reply.put("n", ordered(request) ? first : sent - errors.size());
    }
    return reply;
  }

  private static boolean ordered(Document request) {
    return Utils.isTrue(request.getOrDefault("ordered", true));
  }
}
