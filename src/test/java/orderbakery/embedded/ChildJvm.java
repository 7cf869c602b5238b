package orderbakery.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of its own with the class path of the tests; ended with the test at the latest. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // it lives for seconds
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The next line of its standard output or error; null at the end. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** The first line that starts so; fails with all that it wrote if it ended without. */
  String readLineThatStartsWith(String beginning) throws IOException {
    List<String> others = new ArrayList<>();
    for (String line = readLine(); line != null; line = readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
      others.add(line);
    }
    throw new AssertionError("ended without a line \"" + beginning + "\": " + others);
  }

  /** Ends it without a chance to tidy up, as kill -9 does; its output can still be read. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Whether it ends within ten seconds from now. */
  boolean endsBySelf() throws InterruptedException {
    return process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    output.close();
  }
}
