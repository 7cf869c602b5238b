package orderbakery.component.form;

import java.util.Map;

/**
 * A row in the table of a {@link Form}: a member of an object.
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
    if (!members.containsKey(name)) {
      fillIn(member, normalForm);
    } else if (member.value() == null) {
      member.refuse(isRequired ? "must not be null" : "must not be null, but may be left out");
    } else {
      rule.read(member).ifPresent(value -> normalForm.put(name, value));
    }
  }

  private void fillIn(Json member, Map<String, Object> normalForm) {
    if (isRequired) {
      member.refuse("is required");
    } else if (byDefault != null) {
      normalForm.put(name, byDefault);
    }
  }

  /** Reads this member of a merge-patch: absent leaves it, null removes it. */
  void patch(Json object, Map<?, ?> members, Map<String, Object> normalForm) {
    if (!members.containsKey(name)) {
      return;
    }
    Json member = object.child(name, members.get(name));
    if (member.value() != null) {
      rule.patch(member).ifPresent(value -> normalForm.put(name, value));
    } else if (isRequired) {
      member.refuse("is required and cannot be removed");
    } else {
      normalForm.put(name, null);
    }
  }
}
