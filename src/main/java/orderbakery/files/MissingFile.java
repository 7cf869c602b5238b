package orderbakery.files;

/** A store does not have a file that it was given. */
public final class MissingFile extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MissingFile(FileKey key) {
    super("The store has no file " + key + ", which a document names");
  }
}
