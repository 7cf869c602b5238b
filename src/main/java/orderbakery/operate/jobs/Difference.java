package orderbakery.operate.jobs;

/**
 * One thing that is not as it must be.
 *
 * @param where {@code source} or {@code presentation}
 * @param pointer JSON pointer to the field; empty for the whole document
 * @param expected what it must be, as text; null for nothing
 * @param found what it is, as text; null for nothing
 */
public record Difference(
    String entityId, String where, String pointer, String expected, String found) {}
