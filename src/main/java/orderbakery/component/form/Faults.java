package orderbakery.component.form;

import java.util.ArrayList;
import java.util.List;
import orderbakery.component.FieldError;

/** What is wrong in a document: the first of it, and how much it is in all. */
public final class Faults {

  /** More are counted only. */
  public static final int LISTED = 100;

  private final List<FieldError> listed = new ArrayList<>();
  private int found;

  void add(FieldError error) {
    found++;
    if (listed.size() < LISTED) {
      listed.add(error);
    }
  }

  List<FieldError> listed() {
    return List.copyOf(listed);
  }

  int found() {
    return found;
  }
}
