package orderbakery.bench.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/** Reads the same page again and again, each connection the next when the one before has come. */
final class Reads {
  private Reads() {}

  /** Answers per second. */
  static double perSecond(int port, String path, int connections, double seconds)
      throws IOException {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(path).getBytes(US_ASCII);
    int[] answers = new int[1];
    long begun = System.nanoTime();
    try (LoadGenerator http = new LoadGenerator(port, connections)) {
      http.run(
          new Repeating(request, begun + (long) (seconds * 1e9)),
          (head, intended) -> {
            Header.require(200, head);
            answers[0]++;
          });
    }
    return answers[0] / ((System.nanoTime() - begun) / 1e9);
  }

  private static final class Repeating implements LoadGenerator.Plan {
    private final byte[] request;
    private final long end;

    Repeating(byte[] request, long end) {
      this.request = request;
      this.end = end;
    }

    @Override
    public byte[] next() {
      return request;
    }

    @Override
    public long intended() {
      return 0;
    }

    @Override
    public boolean isOver() {
      return System.nanoTime() > end;
    }
  }
}
