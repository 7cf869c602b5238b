package orderbakery.component;

/**
 * One thing that is wrong in a document.
 *
 * @param pointer JSON pointer (RFC 6901) to the value; empty for the whole document
 */
public record FieldError(String pointer, String detail) {}
