package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;

/** The commands that a real mongod on this machine gets while this is open, by its own log. */
final class ServerLog implements AutoCloseable {
  private static final String GETS_A_COMMAND = "\"id\":21965,";
  private static final int TELLS_COMMANDS = 2;
  private static final int LIKE_ITS_PARENT = -1;

  private final MongoDatabase admin;
  private final Path file;
  private final long begin;

  ServerLog(MongoClient client) throws IOException {
    admin = client.getDatabase("admin");
    Document options = admin.runCommand(new Document("getCmdLineOpts", 1));
    file = Path.of(options.getEmbedded(List.of("parsed", "systemLog", "path"), String.class));
    begin = Files.size(file);
    setVerbosity(TELLS_COMMANDS);
  }

  private void setVerbosity(int verbosity) {
    Document command = new Document("command", new Document("verbosity", verbosity));
    admin.runCommand(new Document("setParameter", 1).append("logComponentVerbosity", command));
  }

  /** The commands on databases whose name ends so, without the documents that they carry. */
  List<Document> commandsOn(String ending) throws IOException {
    try (InputStream log = Files.newInputStream(file)) {
      log.skipNBytes(begin);
      return new String(log.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.contains(GETS_A_COMMAND))
          .map(
              line ->
                  Document.parse(line).getEmbedded(List.of("attr", "commandArgs"), Document.class))
          .filter(command -> command.getString("$db").endsWith(ending))
          .toList();
    }
  }

  @Override
  public void close() {
    setVerbosity(LIKE_ITS_PARENT);
  }
}
