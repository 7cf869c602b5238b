package orderbakery.feed;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orderbakery.component.Ids;

/** Checks what a client says it wants to hear of. */
final class InterestReader {
  private static final int MOST_SUBJECTS = 100;

  private final Vocabulary words;

  InterestReader(Vocabulary words) {
    this.words = words;
  }

  Interest read(List<String> subjects, List<String> types) throws Misunderstood {
    if (subjects.size() > MOST_SUBJECTS) {
      throw new Misunderstood(
          "There are %s ids, %s are the most".formatted(subjects.size(), MOST_SUBJECTS));
    }
    for (String type : types) {
      if (!words.types().contains(type)) {
        throw new Misunderstood(
            "There is no type '" + type + "', there are " + String.join(", ", words.types()));
      }
    }
    return new Interest(ids(subjects), Set.copyOf(types), null);
  }

  private static Set<String> ids(List<String> subjects) throws Misunderstood {
    Set<String> ids = new HashSet<>();
    for (String subject : subjects) {
      ids.add(
          Ids.read(subject)
              .orElseThrow(() -> new Misunderstood("The id '" + subject + "' is not a UUID")));
    }
    return ids;
  }
}
