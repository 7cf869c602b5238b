package orderbakery.notice;

import orderbakery.component.Fact;

/**
 * A change that was told.
 *
 * @param shown with the public document as its data
 * @param bytes the message as it came
 * @param isNew false for a change that is baked again
 */
// equality is of no use here, and a wrapper would copy every body
@SuppressWarnings("ArrayRecordComponent")
record Told(Fact shown, byte[] bytes, boolean isNew) {}
