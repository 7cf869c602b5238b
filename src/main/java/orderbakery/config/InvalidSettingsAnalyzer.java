package orderbakery.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with a setting, without a stack trace. */
final class InvalidSettingsAnalyzer extends AbstractFailureAnalyzer<InvalidSettings> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettings cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct it in config.json or in the environment.", cause);
  }
}
