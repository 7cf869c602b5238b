package orderbakery.component.form;

import java.util.List;
import java.util.Map;
import orderbakery.component.FieldError;

/**
 * What came of reading a document.
 *
 * @param normalForm the document as a sound one is kept; only part of it when there are errors
 * @param errors what is wrong, at most {@link Faults#LISTED} of it
 * @param found how much is wrong in all
 */
public record Reading(Map<String, Object> normalForm, List<FieldError> errors, int found) {

  public Reading {
    errors = List.copyOf(errors);
  }

  /** A document in its normal form, with all that is wrong with it as a whole. */
  public static Reading of(Map<String, Object> normalForm, List<FieldError> errors) {
    List<FieldError> listed = errors.stream().limit(Faults.LISTED).toList();
    return new Reading(normalForm, listed, errors.size());
  }

  public boolean isSound() {
    return found == 0;
  }
}
