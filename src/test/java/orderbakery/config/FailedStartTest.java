package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.AuthenticationFailureException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import orderbakery.embedded.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.io.FileSystemResource;

/** A mistake of an operator is told in one line that says what to do. */
class FailedStartTest {
  @TempDir Path folder;

  @Test
  void namesASettingWhereverSpringHasWrappedIt() {
    assertThat(reason(new InvalidSettings("There is no setting bakery.partitons")))
        .isEqualTo("There is no setting bakery.partitons");
  }

  @Test
  void namesThePortThatIsInUse() {
    assertThat(reason(new PortInUseException(8080)))
        .contains("port 8080 is in use", "server.port", "management.server.port");
    assertThat(reason(new BindException("Cannot assign requested address")))
        .contains("Cannot assign requested address", "server.address");
  }

  @Test
  void namesTheFolderThatIsInUse() {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0)) {
      assertThat(store.port()).isPositive();

      assertThat(reason(catchThrowable(() -> EmbeddedStore.open(folder, 0))))
          .contains(folder + " is in use by another process", "bakery.data-directory");
    }
  }

  @Test
  void namesTheFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(reason(catchThrowable(() -> EmbeddedStore.open(file.resolve("store"), 0))))
        .contains(file + "/store cannot be written", "bakery.data-directory");
  }

  @Test
  void namesTheLineWhereAFileIsNotJson() throws Exception {
    Path file = Files.writeString(folder.resolve("config.json"), "{\"bakery\":\n{\"roles\": all}}");

    assertThat(
            reason(
                catchThrowable(
                    () -> new JsonPropertySourceLoader().load("", new FileSystemResource(file)))))
        .contains("config.json", "is not a JSON object: line 2", "Unrecognized token 'all'");
  }

  @Test
  void saysOfARefusedUserWhereItStands() {
    assertThat(reason(new AmqpAuthenticationException(new Exception("ACCESS_REFUSED"))))
        .contains("RabbitMQ refuses the user", "RABBITMQ_USERNAME", "ACCESS_REFUSED");

    IllegalStateException away = new IllegalStateException("no connection");
    away.addSuppressed(new AuthenticationFailureException("ACCESS_REFUSED"));
    assertThat(FailedStart.isRefusal(away)).isTrue();
    assertThat(FailedStart.isRefusal(new IllegalStateException("no connection"))).isFalse();
  }

  @Test
  void leavesAFaultOfOursItsStack() {
    assertThat(FailedStart.reason(wrapped(new NullPointerException("a fault of ours")))).isEmpty();
    assertThat(new FailedStart().reportException(new StackOverflowError())).isFalse();
  }

  private static String reason(Throwable mistake) {
    String reason = FailedStart.reason(wrapped(mistake)).orElseThrow();
    assertThat(reason).doesNotContain("\n");
    return reason;
  }

  private static Throwable wrapped(Throwable cause) {
    return new BeanCreationException("a bean", new IllegalStateException("not made\n", cause));
  }
}
