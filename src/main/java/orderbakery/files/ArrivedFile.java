package orderbakery.files;

import java.nio.file.Path;

/**
 * The bytes of an upload, as a whole.
 *
 * @param bytes a temporary file
 * @param size in bytes
 * @param sha256 in hexadecimal
 */
public record ArrivedFile(Path bytes, long size, String sha256) {}
