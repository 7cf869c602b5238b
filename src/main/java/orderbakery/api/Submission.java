package orderbakery.api;

import orderbakery.log.ScheduledCommand;

/**
 * A command as a client has sent it.
 *
 * @param isKeyed whether the client has named it, so that it may be a repeat
 * @param waitSeconds how long the client wants to wait for its end, 0 for not at all
 */
public record Submission(ScheduledCommand command, boolean isKeyed, int waitSeconds) {}
