package orderbakery.component.form;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON merge-patch, RFC 7396, over parsed JSON. */
public final class MergePatch {

  private MergePatch() {}

  /** The target after the patch, as section 2 of the RFC defines it; neither of them is changed. */
  public static Object merge(Object target, Object patch) {
    return patch instanceof Map<?, ?> changes ? mergeObject(target, changes) : patch;
  }

  /** The same for a patch that is an object, which always makes an object. */
  public static Map<String, Object> mergeObject(Object target, Map<?, ?> patch) {
    Map<String, Object> merged = new LinkedHashMap<>();
    if (target instanceof Map<?, ?> members) {
      members.forEach((name, value) -> merged.put((String) name, value));
    }
    patch.forEach(
        (name, value) -> {
          if (value == null) {
            merged.remove(name);
          } else {
            merged.put((String) name, merge(merged.get(name), value));
          }
        });
    return merged;
  }
}
