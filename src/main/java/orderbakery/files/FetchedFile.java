package orderbakery.files;

import java.io.InputStream;

/**
 * Bytes of a file, on their way.
 *
 * @param content exactly those that were asked for; whoever reads them closes it
 */
public record FetchedFile(InputStream content) {}
