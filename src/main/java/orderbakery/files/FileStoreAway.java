package orderbakery.files;

/** A store cannot be asked at the moment. */
public final class FileStoreAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FileStoreAway(String message, Exception cause) {
    super(message, cause);
  }
}
