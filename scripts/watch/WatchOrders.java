import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/** Shows the frames of the websocket /order-events, one a line, and resumes where it was cut. */
public final class WatchOrders {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long FIRST_DELAY_MILLIS = 1000;
  private static final int MOST_DOUBLINGS = 5;
  private static final int NOT_ALLOWED = 1008;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Settings settings;
  private final Screen screen;
  private volatile String token;
  private String greeting;
  private long silenceSeconds;
  private int failures;

  private WatchOrders(Settings settings) {
    this.settings = settings;
    this.screen = new Screen(System.out, settings.bold());
    this.token = settings.after();
  }

  /** Ends the process with 1 (not allowed any more) or 2 (wrong arguments). */
  public static void main(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.println(Settings.USAGE);
      return;
    }
    Settings settings = null;
    try {
      settings = Settings.from(List.of(args), System.getenv());
    } catch (IllegalArgumentException refusal) {
      System.err.println(refusal.getMessage() + "\n" + Settings.USAGE);
      System.exit(2);
    }
    new WatchOrders(settings).run();
    System.exit(1);
  }

  private void run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::tellToken));
    while (follow() != NOT_ALLOWED) {
      // a random part, so that the clients of a server that restarts do not come all at once
      long most = FIRST_DELAY_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
      Thread.sleep(ThreadLocalRandom.current().nextLong(most));
    }
  }

  private void tellToken() {
    if (token != null) {
      System.err.println("-- go on with --after " + token);
    }
  }

  /** One connection until its end; returns the close code, 0 for none. */
  private int follow() throws InterruptedException {
    silenceSeconds = PATIENCE.toSeconds();
    try (var connection = Connection.open(client, settings.feed(token), settings.bearer())) {
      for (var heard = connection.next(silenceSeconds);
          !heard.isEnd();
          heard = connection.next(silenceSeconds)) {
        if (!heard.isHeartbeat()) {
          show(Json.object(heard.text()));
        }
      }
      screen.state(connection.end().text());
      return connection.end().code();
    } catch (CompletionException noConnection) {
      screen.state("no connection to " + settings.url() + ": " + noConnection.getCause());
      return 0;
    }
  }

  private void show(Map<String, Object> frame) {
    switch ((String) frame.get("type")) {
      case "feed.hello" -> greet(frame);
      case "feed.live" -> {
        screen.state("live");
        keep(frame);
      }
      case "feed.reset" -> {
        screen.state("not resumed, what has changed meanwhile is unknown: " + frame.get("reason"));
        token = greeting;
      }
      case "feed.error" -> screen.state("not understood: " + frame.get("problem"));
      default -> {
        if (frame.get("data") instanceof Map<?, ?> data) {
          screen.frame(frame, data);
          keep(frame);
        }
      }
    }
  }

  /** Where something is to be caught up with, the token of a greeting does not count yet. */
  private void greet(Map<String, Object> hello) {
    greeting = (String) hello.get("token");
    silenceSeconds = 2 * Long.parseLong((String) hello.get("heartbeatSeconds")) + 5;
    failures = 0;
    String since = token == null ? "live" : "asking for what has changed meanwhile";
    screen.state(
        "connected to %s, %s"
            .formatted(settings.url(), "true".equals(hello.get("resumed")) ? "resumed" : since));
    if (token == null) {
      token = greeting;
    }
  }

  private void keep(Map<String, Object> frame) {
    token = (String) frame.get("token");
  }
}
