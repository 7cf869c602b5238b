package orderbakery.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object, on their way. Whoever closes it before its end gives up the connection:
 * the rest is not read.
 */
final class S3Content extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> answer;
  private final S3Watch watch;
  private long left;

  S3Content(ResponseInputStream<GetObjectResponse> answer, S3Watch watch) {
    super(answer);
    this.answer = answer;
    this.watch = watch;
    this.left = answer.response().contentLength();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = super.read(buffer, offset, length);
      left -= Math.max(0, count);
      return count;
    } catch (IOException e) {
      watch.cut(e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (left > 0) {
      answer.abort();
    } else {
      super.close();
    }
  }
}
