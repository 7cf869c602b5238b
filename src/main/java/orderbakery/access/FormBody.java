package orderbakery.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Makes parameters of a form again. The container cannot: its bytes were read before, to count
 * them.
 */
public final class FormBody extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String form =
        new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
            .replace("+", "%20");
    MultiValueMap<String, String> sent =
        UriComponentsBuilder.newInstance().query(form).build().getQueryParams();
    Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
    sent.forEach(
        (name, values) ->
            parameters.put(
                decoded(name), values.stream().map(FormBody::decoded).toArray(String[]::new)));
    chain.doFilter(new WithParameters(request, parameters), response);
  }

  private static String decoded(String text) {
    return text == null ? "" : UriUtils.decode(text, StandardCharsets.UTF_8);
  }

  private static final class WithParameters extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters;

    WithParameters(HttpServletRequest request, Map<String, String[]> parameters) {
      super(request);
      this.parameters = Collections.unmodifiableMap(parameters);
    }

    @Override
    public String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
      return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }
  }
}
