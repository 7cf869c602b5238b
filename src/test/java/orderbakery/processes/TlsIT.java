package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** TLS to RabbitMQ, to MongoDB and for clients, by settings alone. */
@WithGuardedServers
class TlsIT {
  private static final Path GUARDS = Path.of(String.valueOf(System.getenv("REAL_GUARDS")));
  private static final String ORDER =
      "{\"products\":[{\"name\":\"Beans\",\"price\":\"12.50\",\"quantity\":2}]}";

  /** By an address it would not do: MongoDB's driver looks up its name, which is localhost. */
  private static final String OTHER_NAME = "servers.example";

  @TempDir Path folder;

  @RegisterExtension final RealServers servers = RealServers.guarded();
  @RegisterExtension final Processes processes = new Processes("tls");

  @Test
  void takesOrdersAndTellsOfThemOverTlsAlone() throws Exception {
    int port = Ports.free();
    Surroundings surroundings =
        trusting("ca.pem")
            .with("SERVER_SSL_BUNDLE", "web")
            .with("SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_CERTIFICATE", file("server.pem"))
            .with("SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_PRIVATEKEY", file("server.key"))
            .with("MANAGEMENT_SERVER_SSL_ENABLED", "false");
    BakeryProcess bakery = processes.start("all", surroundings, port).awaitReady();
    HttpClient client = HttpClient.newBuilder().sslContext(trust("ca.pem")).build();

    try (Listener feed =
        Listener.at(client, URI.create("wss://localhost:" + port + "/order-events"))) {
      HttpResponse<String> placed = client.send(place(port), BodyHandlers.ofString());

      assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
      feed.awaitAbout(
          placed.headers().firstValue("Location").orElseThrow().substring("/order/".length()));
    }
    assertThat(bakery.output()).anyMatch(line -> line.contains("at work on https://127.0.0.1:"));
    HttpClient stranger = HttpClient.newBuilder().sslContext(trust("other-ca.pem")).build();
    assertThatThrownBy(() -> stranger.send(place(port), BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void endsWhenItDoesNotTrustTheBroker() throws Exception {
    assertEndsWith(
        "broker",
        withPlainStore("localhost", "other-ca.pem"),
        "the certificate of RabbitMQ is not trusted; look at RABBITMQ_ADDRESSES");
  }

  @Test
  void endsWhenTheBrokerHasTheCertificateOfAnotherName() throws Exception {
    assertEndsWith(
        "broker-name",
        knowing(withPlainStore(OTHER_NAME, "ca.pem")),
        "the certificate of RabbitMQ is not trusted; look at RABBITMQ_ADDRESSES");
  }

  @Test
  void endsWhenItDoesNotTrustTheStore() throws Exception {
    assertEndsWith(
        "store",
        trusting("other-ca.pem"),
        "the certificate of MongoDB is not trusted; look at MONGODB_URI");
  }

  @Test
  void endsWhenTheStoreHasTheCertificateOfAnotherName() throws Exception {
    assertEndsWith(
        "store-name",
        knowing(trusting("ca.pem").with("MONGODB_URI", storeAt(OTHER_NAME))),
        "the certificate of MongoDB is not trusted; look at MONGODB_URI");
  }

  private void assertEndsWith(String name, Surroundings surroundings, String reason)
      throws Exception {
    BakeryProcess bakery = processes.start(name, surroundings);

    assertThat(bakery.awaitEnd()).isEqualTo(1);
    List<String> output = bakery.output();
    assertThat(output).anyMatch(line -> line.contains("The process cannot start: " + reason));
    assertThat(output).noneMatch(line -> line.startsWith("\tat "));
  }

  private Surroundings withPlainStore(String host, String ca) throws IOException {
    return servers
        .surroundings()
        .with(
            "RABBITMQ_ADDRESSES", host + ":" + Files.readString(GUARDS.resolve("tls-port")).strip())
        .with("SPRING_RABBITMQ_SSL_ENABLED", "true")
        .with("SPRING_RABBITMQ_SSL_BUNDLE", "servers")
        .with("SPRING_SSL_BUNDLE_PEM_SERVERS_TRUSTSTORE_CERTIFICATE", file(ca));
  }

  private Surroundings trusting(String ca) throws IOException {
    return withPlainStore("localhost", ca)
        .with("MONGODB_URI", storeAt("localhost"))
        .with("SPRING_DATA_MONGODB_SSL_BUNDLE", "servers");
  }

  /** Directly: the replica set knows its member by another name. */
  private String storeAt(String host) {
    return servers
        .storeUri()
        .replace("127.0.0.1", host)
        .replace("replicaSet=rs0", "directConnection=true");
  }

  /** A process for which both names are this machine. */
  private Surroundings knowing(Surroundings surroundings) throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + OTHER_NAME);
    return surroundings.with("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
  }

  private static String file(String name) {
    return "file:" + GUARDS.resolve(name).toAbsolutePath();
  }

  private static HttpRequest place(int port) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/order"))
        .header("Content-Type", "application/json")
        .header("Prefer", "wait=30")
        .POST(BodyPublishers.ofString(ORDER))
        .build();
  }

  private static SSLContext trust(String ca) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream certificate = Files.newInputStream(GUARDS.resolve(ca))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
