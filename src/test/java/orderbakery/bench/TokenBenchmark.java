package orderbakery.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import orderbakery.access.IssuerKeys;
import orderbakery.access.KnownTokens;
import orderbakery.access.TokenRules;
import orderbakery.access.TokenVerifier;
import orderbakery.component.Caller;
import orderbakery.fixtures.TokenIssuer;

/** What a token costs: CPU to verify one, and to know one again that was verified before. */
final class TokenBenchmark {
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private TokenBenchmark() {}

  public static void main(String[] arguments) {
    int tokens = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    TokenRules rules = TokenRules.of(TokenIssuer.AUDIENCE, Set.of());
    try (TokenIssuer issuer = TokenIssuer.start()) {
      TokenVerifier verifier =
          new TokenVerifier(
              rules, Map.of(issuer.issuer(), IssuerKeys.at(issuer.keysAt())), Clock.systemUTC());
      KnownTokens known = new KnownTokens(verifier, Clock.systemUTC(), 10_000);
      String rsa = issuer.token("ada", "orders:read", "orders:write");
      issuer.signWithEllipticCurve();
      String curve = issuer.token("ada", "orders:read", "orders:write");
      System.out.printf(Locale.ROOT, "a token of %d characters, RS256%n", rsa.length());
      tell("verified, RS256", tokens, rsa, verifier);
      tell("verified, ES256", tokens, curve, verifier);
      tell("known again", 20 * tokens, rsa, known);
    }
  }

  private static void tell(String what, int times, String token, Function<String, Caller> reading) {
    long principals = 0;
    double[] micros = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      long began = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        principals += reading.apply(token).principal().length();
      }
      if (round >= 0) {
        micros[round] = (THREADS.getCurrentThreadCpuTime() - began) / 1000.0 / times;
      }
    }
    if (principals == 0) {
      throw new IllegalStateException("Nobody was named");
    }
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f us of CPU (%.1f to %.1f)%n",
        what,
        micros[ROUNDS / 2],
        micros[0],
        micros[ROUNDS - 1]);
  }
}
