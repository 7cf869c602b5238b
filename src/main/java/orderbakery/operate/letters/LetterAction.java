package orderbakery.operate.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was done with the letters of a queue, or would be.
 *
 * @param dryRun whether nothing was done
 * @param found letters that were meant
 * @param done letters that are gone from the queue, or would be
 * @param withoutWayBack letters that stay since no queue of ours takes their key
 * @param ids of the first 100 letters that were meant
 * @param oldest when the oldest of them was sent or parked, RFC 3339; absent when unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterAction(
    String queue,
    boolean dryRun,
    int found,
    int done,
    int withoutWayBack,
    List<String> ids,
    String oldest) {}
