package orderbakery.component;

import java.util.List;
import orderbakery.component.form.Reading;

/** The refusals of files, with the types of contract.md section 1. */
public final class FileProblems {
  private FileProblems() {}

  /** What a client says of a file breaks rules. */
  public static Problem invalid(Reading reading) {
    return invalid("The name, the type or the bytes break the rules of a file.", reading.errors());
  }

  /** An entity has as many files as it may have. */
  static Problem full(String component) {
    return invalid(
        "The %s has %s files already, and may have no more."
            .formatted(component, AttachedFiles.MOST),
        List.of());
  }

  /** No such file is there now. */
  public static Problem unknown() {
    return new Problem("unknown-file", "There is no such file", 404, "No file has this id here.");
  }

  /** There was such a file. */
  public static Problem deleted() {
    return new Problem("file-deleted", "The file was deleted", 410, "The file was taken away.");
  }

  private static Problem invalid(String detail, List<FieldError> errors) {
    return new Problem("invalid-file", "The file is not valid", 422, detail, errors);
  }
}
