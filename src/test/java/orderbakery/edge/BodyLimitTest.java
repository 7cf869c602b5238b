package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import orderbakery.fixtures.RawAnswer;
import orderbakery.fixtures.SlowRequest;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** Bodies as Tomcat reads them, with four threads for all. */
class BodyLimitTest {
  private static final int LIMIT = 64 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final String POST = "POST / HTTP/1.1~Host: localhost~Content-Type: text/plain~";
  private static final String LAST_GET = "GET / HTTP/1.1~Host: localhost~Connection: close~~";
  private static WebServer server;

  @BeforeAll
  static void start() {
    ProblemResponse problems = new ProblemResponse(new ProblemWriter(UUID::randomUUID));
    TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
    tomcat.addConnectorCustomizers(
        connector -> ((AbstractProtocol<?>) connector.getProtocolHandler()).setMaxThreads(4));
    tomcat.addContextCustomizers(
        context ->
            ((StandardHost) context.getParent())
                .getPipeline()
                .addValve(new ProblemReport(problems)));
    server =
        tomcat.getWebServer(
            context -> {
              UploadLimits uploads = new UploadLimits(WITHIN, LIMIT);
              var limit =
                  context.addFilter("limit", new BodyLimit(LIMIT, WITHIN, problems, uploads));
              limit.setAsyncSupported(true);
              limit.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
              var engine =
                  context.addFilter(
                      "engine", new HttpEngine(0, problems, new SimpleMeterRegistry(), uploads));
              engine.setAsyncSupported(true);
              engine.addMappingForUrlPatterns(
                  EnumSet.of(DispatcherType.REQUEST), true, "/nowhere/*");
              context.addServlet("echo", new Echo()).addMapping("/");
              context.addServlet("nothing", new Nothing()).addMapping("/nowhere/*");
              var door = context.addServlet("door", new Door());
              door.setAsyncSupported(true);
              door.addMapping("/closed/*");
            });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void servesOthersWhileMoreClientsThanThreadsSendSlowly() throws IOException {
    List<String> bodies =
        List.of(
            "Content-Length: 2000~~",
            "Content-Length: 2000~~{",
            "Transfer-Encoding: chunked~~",
            "Transfer-Encoding: chunked~~7",
            "Transfer-Encoding: chunked~~7d0~{",
            "Transfer-Encoding: chunked~~1~{~");
    List<SlowRequest> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        slow.add(request(POST + bodies.get(i % bodies.size())));
      }
      long began = System.nanoTime();
      assertThat(answers(LAST_GET)).extracting(RawAnswer::text).containsExactly("REQUEST ");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WITHIN);

      for (SlowRequest one : slow) {
        RawAnswer answer = one.answers().get(0);
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.text()).startsWith("{\"type\":\"/problems/request-timeout\"");
      }
    } finally {
      for (SlowRequest one : slow) {
        one.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5~~|be|ans",
        "Content-Length: 5~~be|ans",
        "Expect: 100-continue~Content-Length: 5~~|beans",
        "Transfer-Encoding: chunked~~|2~be~3|~ans~0~~",
        "Transfer-Encoding: chunked~~5~beans|~0~Trailer: x|~~"
      })
  void handsOnABodyThatComesInPiecesAndGoesOnWithTheNextRequest(String request) throws IOException {
    try (SlowRequest slow = request(POST)) {
      for (String piece : request.split("\\|", -1)) {
        slow.send(piece);
        answers(LAST_GET); // meanwhile
      }
      slow.send(LAST_GET);

      assertThat(slow.answers())
          .filteredOn(answer -> answer.status() != 100)
          .extracting(RawAnswer::text)
          .containsExactly("REQUEST beans", "REQUEST ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5~~beans",
        "Transfer-Encoding: chunked~~5~beans~0~~",
        "Content-Length: 0~~"
      })
  void handsOnABodyThatComesWithTheHead(String request) throws IOException {
    assertThat(answers(POST + request + LAST_GET))
        .extracting(RawAnswer::status)
        .containsExactly(200, 200);
  }

  @Test
  void handsOnABodyAsLargeAsCanBe() throws IOException {
    String body = "x".repeat(LIMIT);

    assertThat(answers(POST + "Connection: close~Content-Length: " + LIMIT + "~~" + body))
        .extracting(RawAnswer::text)
        .containsExactly("REQUEST " + body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 65537~~%s", "Transfer-Encoding: chunked~~10001~%s~0~~"})
  void refusesAByteMoreAndReadsItAllTheSame(String request) throws IOException {
    List<RawAnswer> answers = answers(POST + request.formatted("x".repeat(LIMIT + 1)));

    assertThat(answers).extracting(RawAnswer::status).containsExactly(413);
    assertThat(answers.get(0).text()).startsWith("{\"type\":\"/problems/too-large\"");
  }

  @Test
  void refusesAtOnceWhatSaysThatItIsTooLarge() throws IOException {
    long began = System.nanoTime();

    assertThat(answers(POST + "Expect: 100-continue~Content-Length: 65537~~"))
        .extracting(RawAnswer::status)
        .contains(413);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WITHIN.plusSeconds(2));
  }

  @Test
  void leavesABodyWithoutEnd() throws IOException {
    try (SlowRequest endless = request(POST + "Transfer-Encoding: chunked~~")) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  endless.send("1000~" + "x".repeat(0x1000) + "~");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz~beans~0~~",
        "5~beans1~0~~",
        "5~be|ans1~0~~",
        "5~beans~zz~",
        "-1~beans~0~~",
        "123456789~beans"
      })
  void refusesChunksThatAreNone(String chunks) throws IOException {
    try (SlowRequest slow = request(POST + "Transfer-Encoding: chunked~~")) {
      for (String piece : chunks.split("\\|", -1)) {
        slow.send(piece);
        answers(LAST_GET); // meanwhile
      }

      assertThat(slow.answers())
          .singleElement()
          .satisfies(
              answer -> {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text()).startsWith("{\"type\":\"/problems/malformed-request\"");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5~~be", "Transfer-Encoding: chunked~~5~be"})
  void refusesABodyThatEndsTooEarly(String request) throws IOException {
    try (SlowRequest slow = request(POST + request).end()) {
      assertThat(slow.answers()).extracting(RawAnswer::status).containsExactly(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/closed", "/nowhere"})
  void servesOthersWhileMoreClientsThanThreadsSendUploadsThatWereRefused(String where)
      throws IOException {
    String post = "POST " + where + "/1/file HTTP/1.1~Host: localhost~";
    List<String> uploads =
        List.of(post + "Content-Length: 60000~~{", post + "Transfer-Encoding: chunked~~1~{~");
    List<SlowRequest> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        slow.add(request(uploads.get(i % uploads.size())));
      }
      long began = System.nanoTime();
      assertThat(answers(LAST_GET)).extracting(RawAnswer::text).containsExactly("REQUEST ");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WITHIN);
    } finally {
      for (SlowRequest one : slow) {
        one.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/file HTTP/1.1~Host: localhost~Content-Length: 60000~~{",
        "1/file HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~~1~{~"
      })
  void closesTheConnectionOfAnUploadThatIsRefused(String upload) throws IOException {
    assertThat(answers("POST /closed/" + upload))
        .singleElement()
        .satisfies(answer -> assertThat(answer.header("Connection")).isEqualTo("close"));
  }

  @ParameterizedTest
  @CsvSource({
    "/closed, '', 401",
    "/closed, Expect: 100-continue~, 401",
    "/nowhere, '', 404",
    "/nowhere, Expect: 100-continue~, 404"
  })
  void tellsAClientThatSendsAllBeforeItReadsThatItsUploadIsRefused(
      String where, String header, int status) throws IOException {
    assertThat(
            answers(
                "POST "
                    + where
                    + "/1/file HTTP/1.1~Host: localhost~"
                    + header
                    + "Content-Length: 65536~~"
                    + "x".repeat(LIMIT)))
        .filteredOn(answer -> answer.status() != 100)
        .extracting(RawAnswer::status, answer -> answer.header("Connection"))
        .containsExactly(tuple(status, "close"));
  }

  private static List<RawAnswer> answers(String text) throws IOException {
    try (SlowRequest request = request(text)) {
      return request.answers();
    }
  }

  private static SlowRequest request(String text) throws IOException {
    return SlowRequest.to(server.getPort()).send(text);
  }

  /** Lets nobody in. */
  private static final class Door extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  /** As the framework does where it knows nothing: the container is to answer. */
  private static final class Nothing extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] body = request.getInputStream().readAllBytes();
      response.getOutputStream().print(request.getDispatcherType() + " ");
      response.getOutputStream().write(body);
    }
  }
}
