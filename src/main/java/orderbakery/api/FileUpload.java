package orderbakery.api;

import orderbakery.edge.HttpRequest;

/**
 * A file that a client is about to send.
 *
 * @param name as far as the head of the request tells it; null when a part of the body will
 * @param type as {@code name}
 * @param expected the command that will come of it, with size and digest of no file
 */
public record FileUpload(HttpRequest request, String name, String type, Submission expected) {}
