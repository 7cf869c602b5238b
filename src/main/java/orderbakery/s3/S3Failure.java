package orderbakery.s3;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** What a failure says of S3, in a sentence for the operator that names the setting to look at. */
final class S3Failure {
  private static final String CUT = "the connection was cut";

  private final String bucket;

  /**
   * @param bucket that the process uses
   */
  S3Failure(String bucket) {
    this.bucket = bucket;
  }

  /** Whether the server has neither answered nor been slow. */
  static boolean isCut(Throwable failure) {
    return !(failure instanceof AwsServiceException) && transport(failure).equals(CUT);
  }

  /** A few words, without secrets. */
  String why(Throwable failure) {
    return failure instanceof AwsServiceException refusal
        ? refusal(code(refusal), refusal.statusCode())
        : transport(failure);
  }

  private static String transport(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedIOException
          || cause instanceof ApiCallTimeoutException
          || cause instanceof ApiCallAttemptTimeoutException) {
        return "no answer in time";
      }
      if (cause instanceof ConnectException) {
        return "no connection";
      }
      if (cause instanceof UnknownHostException) {
        return "nobody knows the host of S3_ENDPOINT";
      }
      if (cause instanceof SSLException) {
        return "no TLS connection: " + cause.getMessage();
      }
    }
    return CUT;
  }

  private String refusal(String code, int status) {
    return switch (code) {
      case "SignatureDoesNotMatch" -> "it refuses the signature: S3_SECRET_KEY is wrong";
      case "InvalidAccessKeyId" -> "it does not know S3_ACCESS_KEY";
      case "AccessDenied" ->
          "access denied: the user of S3_ACCESS_KEY must be able to list the bucket "
              + bucket
              + ", and to read, write and delete its objects";
      case "NoSuchBucket" -> "it has no bucket " + bucket + ", the S3_BUCKET";
      case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
          "the bucket " + bucket + " is not in the region S3_REGION";
      case "RequestTimeTooSkewed" -> "its clock and ours differ";
      case "BadDigest" -> "the bytes were damaged on their way";
      default -> ("it answers " + status + " " + code).strip();
    };
  }

  /** Empty when the answer had none. */
  private static String code(AwsServiceException refusal) {
    String code = refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }
}
