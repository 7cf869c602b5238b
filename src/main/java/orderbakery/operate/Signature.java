package orderbakery.operate;

import java.util.Optional;
import java.util.function.Supplier;

/** Under whose name an intervention goes: that of whoever is known, whatever he calls himself. */
public final class Signature {
  private final Supplier<Optional<String>> known;

  /**
   * Signatures.
   *
   * @param known the principal of the request that is served; empty where nobody is asked
   */
  public Signature(Supplier<Optional<String>> known) {
    this.known = known;
  }

  /**
   * Who intervenes, and why.
   *
   * @param by who he says he is; counts where he is not known
   * @throws IllegalArgumentException that names what is missing or too long
   */
  public Justification of(String by, String reason) {
    return new Justification(known.get().orElse(by), reason);
  }
}
