package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.operate.Justification;
import orderbakery.operate.jobs.Difference;
import orderbakery.operate.jobs.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoJobsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

  @TempDir Path folder;

  @Test
  void keepsTheFirstThousandDifferences() {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoJobs jobs = new MongoJobs("order", mongo.getDatabase("source").getCollection("jobs"));
      assertThat(jobs.begin(job())).isTrue();
      Job mine = jobs.claim("me", NOW, NOW.plusSeconds(15)).orElseThrow();

      assertThat(jobs.keep(mine, differences(0, 700), NOW.plusSeconds(15))).isTrue();
      assertThat(jobs.keep(mine, differences(700, 1400), NOW.plusSeconds(15))).isTrue();
      assertThat(jobs.keep(mine, differences(1400, 1500), NOW.plusSeconds(15))).isTrue();

      assertThat(jobs.differences(Job.Kind.RECONCILE)).isEqualTo(differences(0, 1000));
    }
  }

  @Test
  void takesAJobOverWhoseOwnerHadAWrongClock() {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoJobs jobs = new MongoJobs("order", mongo.getDatabase("source").getCollection("jobs"));
      assertThat(jobs.begin(job())).isTrue();
      Instant nextYear = NOW.plus(Duration.ofDays(365));
      assertThat(jobs.claim("a wrong one", nextYear, nextYear.plusSeconds(15))).isPresent();

      assertThat(jobs.claim("me", NOW, NOW.plusSeconds(15))).isPresent();
      assertThat(jobs.claim("another", NOW, NOW.plusSeconds(15))).isEmpty();
    }
  }

  private static List<Difference> differences(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(it -> new Difference("order-" + it, "source", "/note", "a", "b"))
        .toList();
  }

  private static Job job() {
    return new Job(
        Job.Kind.RECONCILE,
        null,
        null,
        false,
        new Justification("ada", "test"),
        null,
        false,
        NOW,
        null,
        new Job.Place(0, 0),
        List.of(),
        0,
        10,
        0,
        0,
        "me");
  }
}
