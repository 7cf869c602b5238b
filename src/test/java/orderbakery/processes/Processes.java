package orderbakery.processes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The processes of a test, ended after it whatever came of it; of all tests of a class where the
 * field is static.
 */
final class Processes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<BakeryProcess> started = new ArrayList<>();
  private final String test;
  private boolean isShared;

  /**
   * @param test how the files with their output begin
   */
  Processes(String test) {
    this.test = test;
  }

  /** Starts a process and does not wait for it. */
  BakeryProcess start(String name, Surroundings surroundings) throws IOException {
    BakeryProcess process = BakeryProcess.start(test + "-" + name, surroundings);
    started.add(process);
    return process;
  }

  /** The same, with its API on this port. */
  BakeryProcess start(String name, Surroundings surroundings, int port) throws IOException {
    BakeryProcess process = BakeryProcess.start(test + "-" + name, surroundings, port);
    started.add(process);
    return process;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    isShared = true;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!isShared) {
      end();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end();
  }

  private void end() {
    started.forEach(BakeryProcess::close);
    started.clear();
  }
}
