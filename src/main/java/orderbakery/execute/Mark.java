package orderbakery.execute;

import java.util.List;

/** The bookkeeping that several events of the log get alike. */
public record Mark(Bookkeeping values, List<String> ids) {

  public Mark {
    ids = List.copyOf(ids);
  }
}
