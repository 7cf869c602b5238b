package orderbakery.embedded;

import java.nio.file.Path;

/** A folder for data that this process cannot have; the message says why. */
public final class UnusableFolder extends IllegalStateException {
  private static final long serialVersionUID = 1;

  UnusableFolder(Path folder, String why, Exception cause) {
    super("The folder " + folder + " " + why, cause);
  }
}
