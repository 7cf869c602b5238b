package orderbakery.edge;

import java.io.InputStream;

/**
 * What a request is answered with whose body is too long to be in memory.
 *
 * @param head status and headers
 * @param length of the body, in bytes
 * @param content the body; closed once it is sent, or cannot be
 */
public record StreamedAnswer(Answer head, long length, InputStream content) {}
