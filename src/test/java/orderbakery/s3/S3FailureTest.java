package orderbakery.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An operator reads one sentence and knows which setting to look at. */
class S3FailureTest {
  private final S3Failure failure = new S3Failure("cakes");

  @ParameterizedTest
  @CsvSource({
    "403, SignatureDoesNotMatch, S3_SECRET_KEY",
    "403, InvalidAccessKeyId, S3_ACCESS_KEY",
    "403, AccessDenied, 'list the bucket cakes'",
    "404, NoSuchBucket, 'no bucket cakes, the S3_BUCKET'",
    "301, PermanentRedirect, S3_REGION",
    "400, AuthorizationHeaderMalformed, S3_REGION",
    "403, RequestTimeTooSkewed, clock",
    "400, BadDigest, damaged",
    "503, SlowDown, 'answers 503 SlowDown'"
  })
  void saysWhatTheServerMinds(int status, String code, String words) {
    assertThat(failure.why(refusal(status, code))).contains(words);
  }

  @Test
  void saysTheStatusOfAnAnswerWithoutACode() {
    assertThat(failure.why(S3Exception.builder().statusCode(500).build()))
        .isEqualTo("it answers 500");
  }

  @Test
  void saysHowItCannotBeReached() {
    assertThat(failure.why(caused(new ConnectException("refused")))).isEqualTo("no connection");
    assertThat(failure.why(caused(new UnknownHostException("s3.example")))).contains("S3_ENDPOINT");
    assertThat(failure.why(caused(new SocketTimeoutException()))).isEqualTo("no answer in time");
    assertThat(failure.why(ApiCallTimeoutException.create(1000))).isEqualTo("no answer in time");
    assertThat(failure.why(caused(new SSLHandshakeException("unknown CA")))).contains("unknown CA");
    assertThat(failure.why(caused(new IOException("end")))).isEqualTo("the connection was cut");
  }

  private static SdkClientException caused(IOException cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static Throwable refusal(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
