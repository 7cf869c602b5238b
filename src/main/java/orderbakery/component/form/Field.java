package orderbakery.component.form;

import java.util.List;
import java.util.Map;

/**
 * A row in the table of a {@link Form}: a member of an object. One that is optional is absent, too,
 * when it is null or a blank text.
 *
 * @param byDefault the normal form of an absent optional member, or null to leave it absent
 */
public record Field(String name, Rule rule, boolean isRequired, Object byDefault) {

  /** A member that must be there. */
  public static Field required(String name, Rule rule) {
    return new Field(name, rule, true, null);
  }

  /** A member that may be absent, and then stays so. */
  public static Field optional(String name, Rule rule) {
    return new Field(name, rule, false, null);
  }

  /** A member that may be absent, and then has this value. */
  public static Field optional(String name, Rule rule, Object byDefault) {
    return new Field(name, rule, false, byDefault);
  }

  /** Reads this member of a whole object into the normal form. */
  void read(Json object, Map<?, ?> members, Map<String, Object> normalForm) {
    Json member = object.child(name, members.get(name));
    if (isAbsent(member.value())) {
      fillIn(member, normalForm);
    } else {
      rule.read(member)
          .filter(value -> isRequired || !isEmpty(value))
          .ifPresent(value -> normalForm.put(name, value));
    }
  }

  /** Reads this member of a merge-patch: absent leaves it, null removes it. */
  void patch(Json object, Map<?, ?> members, Map<String, Object> normalForm) {
    if (!members.containsKey(name)) {
      return;
    }
    Json member = object.child(name, members.get(name));
    if (!isAbsent(member.value())) {
      rule.patch(member).ifPresent(value -> normalForm.put(name, value));
    } else if (isRequired) {
      member.refuse("is required and cannot be removed");
    } else {
      normalForm.put(name, null);
    }
  }

  /** A required text may not be blank, which is for its rule to say. */
  private boolean isAbsent(Object value) {
    return isRequired ? value == null : Blanks.isAbsent(value);
  }

  /** An object or an array of which nothing is left once what is blank was left out. */
  private static boolean isEmpty(Object value) {
    return value.equals(Map.of()) || value.equals(List.of());
  }

  private void fillIn(Json member, Map<String, Object> normalForm) {
    if (isRequired) {
      member.refuse("is required");
    } else if (byDefault != null) {
      normalForm.put(name, byDefault);
    }
  }
}
