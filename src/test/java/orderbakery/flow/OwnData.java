package orderbakery.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives an application databases and a data directory that no other run has, and no demo. */
public final class OwnData
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext application) {
    String run = UUID.randomUUID().toString().substring(0, 8);
    Path directory = temporary();
    TestPropertyValues.of(
            "bakery.source.database=source-" + run,
            "bakery.presentation.database=presentation-" + run,
            "bakery.data-directory=" + directory,
            "bakery.demo=false")
        .applyTo(application);
    // registered before every other bean, so destroyed after the embedded servers
    ((DefaultListableBeanFactory) application.getBeanFactory())
        .registerDisposableBean(
            "data-directory", () -> FileSystemUtils.deleteRecursively(directory));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("order-bakery");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
