package orderbakery.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Runs commands of the system. */
final class Commands {
  private Commands() {}

  /**
   * What a command prints.
   *
   * @throws IllegalStateException when it fails
   */
  static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " has failed: " + text);
    }
    return text;
  }
}
