package orderbakery.access;

import jakarta.servlet.http.HttpServletRequest;

/** What each request of a port needs. */
public interface Needs {
  Need of(HttpServletRequest request);
}
