package orderbakery.access;

import java.util.List;
import orderbakery.component.Caller;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller, as Spring Security hands him from one filter to the next. */
final class KnownCaller extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1;

  private final transient Caller caller;

  KnownCaller(Caller caller) {
    super(List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.principal();
  }

  /** The token is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnownCaller that && caller.equals(that.caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}
