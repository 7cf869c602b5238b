package orderbakery.edge;

import java.time.Duration;
import orderbakery.component.Problem;

/** The problems of the HTTP edge, as contract.md section 1 names them. */
public final class Problems {
  private Problems() {}

  /**
   * A request that cannot be read.
   *
   * @param detail names what is malformed: JSON, a header, a parameter
   */
  public static Problem malformed(String detail) {
    return new Problem("malformed-request", "The request cannot be read", 400, detail);
  }

  /** Nobody may do this without a valid token. */
  public static Problem unauthenticated() {
    return new Problem(
        "unauthenticated",
        "Authentication required",
        401,
        "Send a bearer token that is valid, in the header Authorization.");
  }

  /** A page of another origin, or one that has not asked us before. */
  public static Problem forbidden() {
    return new Problem(
        "forbidden",
        "You must not do that",
        403,
        "Neither you nor a page of this origin is allowed to do that.");
  }

  /** A token without a scope that it takes. */
  public static Problem lacksScope(String scope) {
    return new Problem(
        "forbidden",
        "You must not do that",
        403,
        "The token does not have the scope " + scope + ".");
  }

  static Problem misdirected() {
    return new Problem(
        "misdirected-request",
        "This server has another name",
        421,
        "The header Host names neither an address of this server nor one of its names.");
  }

  public static Problem tooManyRequests() {
    return new Problem(
        "too-many-requests",
        "Too many requests",
        429,
        "More was asked than is served at once. The request was not accepted.");
  }

  public static Problem notFound() {
    return new Problem("not-found", "There is nothing here", 404, "No resource has this path.");
  }

  public static Problem methodNotAllowed() {
    return new Problem(
        "method-not-allowed",
        "The method is not allowed here",
        405,
        "The header Allow names the methods of this resource.");
  }

  public static Problem notAcceptable() {
    return new Problem(
        "not-acceptable", "No acceptable form", 406, "This resource is available as JSON only.");
  }

  static Problem requestTimeout(Duration within) {
    return new Problem(
        "request-timeout",
        "The request took too long",
        408,
        "The request has not arrived within " + within.toSeconds() + " s.");
  }

  public static Problem tooLarge(int status, String detail) {
    return new Problem("too-large", "The request is too large", status, detail);
  }

  public static Problem unsupportedMediaType() {
    return new Problem(
        "unsupported-media-type",
        "The media type is not supported",
        415,
        "Send application/json in UTF-8, or application/merge-patch+json with PATCH, without a"
            + " Content-Encoding.");
  }

  static Problem upgradeRequired() {
    return new Problem(
        "upgrade-required",
        "This is a websocket",
        426,
        "This resource speaks by websocket only: ask with Upgrade: websocket.");
  }

  public static Problem unavailable() {
    return unavailable("The request was not accepted, or nobody knows yet.");
  }

  /** There is too much to do already. */
  public static Problem overloaded() {
    return unavailable(
        "Commands that were accepted before wait for too long. The request was not accepted.");
  }

  /** What is presented already is about to be marked in the log. */
  public static Problem notInTheLogYet() {
    return unavailable("The log is about to tell what was asked.");
  }

  /** It takes too much to be done for all at a time. */
  public static Problem tooManyLookBack() {
    return unavailable("Too many requests look back at the moment.");
  }

  private static Problem unavailable(String detail) {
    return new Problem("unavailable", "Not available at the moment", 503, detail);
  }

  public static Problem internalError() {
    return new Problem(
        "internal-error", "Something went wrong here", 500, "The instance stands in our log.");
  }

  /**
   * The problem that goes with a status of the servlet container. One that contract.md does not
   * know becomes the nearest that it knows: a version or a transfer encoding of HTTP that the
   * container does not speak is a request that it cannot read.
   */
  static Problem of(int status) {
    return switch (status) {
      case 401 -> unauthenticated();
      case 403 -> forbidden();
      case 404 -> notFound();
      case 405 -> methodNotAllowed();
      case 406 -> notAcceptable();
      case 413, 414, 431 -> tooLarge(status, "Body, path or headers are over their limit.");
      case 415 -> unsupportedMediaType();
      case 426 -> upgradeRequired();
      case 429 -> tooManyRequests();
      case 501, 505 -> unreadable();
      case 503 -> unavailable();
      default -> status < 500 ? unreadable() : internalError();
    };
  }

  private static Problem unreadable() {
    return malformed("The server cannot read this request.");
  }
}
