package orderbakery.files;

import java.time.Instant;

/**
 * Asks for a page of the files in a store.
 *
 * @param component {@code order}
 * @param after the last key that was looked at before; null for none
 * @param keptBefore younger ones are left out
 * @param most how many keys are looked at
 */
public record FileQuery(String component, FileKey after, Instant keptBefore, int most) {}
