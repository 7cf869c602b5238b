package orderbakery.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import orderbakery.files.FileKey;
import orderbakery.files.FileQuery;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How fast the routes of files-s3 keep and fetch a file of 25 MiB, beside the bare SDK, in turns,
 * on the server that {@code S3_ENDPOINT} names: {@code scripts/bench s3}.
 */
final class S3Benchmark {
  private static final int MEBIBYTES = 25;
  private static final int ROUNDS = 10;

  private S3Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    byte[] bytes = new byte[MEBIBYTES << 20];
    new Random(7).nextBytes(bytes);
    Path file = Files.write(Files.createTempFile("bench", ".bin"), bytes);
    try (S3Store store = new S3Store(Map.of());
        S3Client bare = store.bareClient()) {
      FileKey key =
          new FileKey("bench", UUID.randomUUID().toString(), UUID.randomUUID().toString());
      double[] rates = new double[4];
      for (int round = -3; round < ROUNDS; round++) {
        double[] times = {
          seconds(() -> store.keep(key, file)),
          seconds(
              () ->
                  bare.putObject(
                      it -> it.bucket(store.bucket()).key("" + key), RequestBody.fromFile(file))),
          seconds(() -> read(store.fetch(key, 0, bytes.length).content())),
          seconds(() -> read(bare.getObject(it -> it.bucket(store.bucket()).key("" + key))))
        };
        for (int i = 0; round >= 0 && i < times.length; i++) {
          rates[i] += times[i];
        }
      }
      store
          .list(new FileQuery(key.component(), null, Instant.now().plusSeconds(60), 1000))
          .files()
          .forEach(store::delete);
      for (int i = 0; i < rates.length; i++) {
        System.out.printf(
            Locale.ROOT,
            "%-12s %6.0f MiB/s%n",
            new String[] {"up, route", "up, SDK", "down, route", "down, SDK"}[i],
            ROUNDS * MEBIBYTES / rates[i]);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void read(InputStream content) throws IOException {
    try (content) {
      byte[] buffer = new byte[64 * 1024];
      while (content.read(buffer) >= 0) {
        // its speed is all that counts
      }
    }
  }

  private static double seconds(Step step) throws IOException {
    long began = System.nanoTime();
    step.run();
    return (double) (System.nanoTime() - began) / TimeUnit.SECONDS.toNanos(1);
  }

  private interface Step {
    void run() throws IOException;
  }
}
