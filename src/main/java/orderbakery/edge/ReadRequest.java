package orderbakery.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read and can be read again. */
final class ReadRequest extends HttpServletRequestWrapper {
  private final byte[] body;
  private DispatcherType type;

  ReadRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
  }

  /** One that the container hands to all filters a second time: to them it is the first. */
  static ReadRequest again(HttpServletRequest request, byte[] body) {
    ReadRequest again = new ReadRequest(request, body);
    again.type = DispatcherType.REQUEST;
    return again;
  }

  boolean hasBody() {
    return body.length > 0;
  }

  void handOn(FilterChain chain, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      chain.doFilter(this, response);
    } finally {
      type = null;
    }
  }

  @Override
  public DispatcherType getDispatcherType() {
    return type == null ? super.getDispatcherType() : type;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new ReadBody(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class ReadBody extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    ReadBody(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body was read already");
    }
  }
}
