package dev.demarc.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import org.junit.jupiter.api.Test;

class ConfigMistakesTest {

  @Test
  void an_unknown_key_is_named_with_where_it_was_set() {
    var unknown =
        new ConfigValidationException(
            new Problem[] {
              new Problem(
                  "SRCFG00050: demarc.limits.per-key in SysPropConfigSource does not map to any"
                      + " root")
            });
    assertThat(ConfigMistakes.describe(unknown))
        .isEqualTo(
            "demarc.limits.per-key (from SysPropConfigSource) is no setting of Demarc;"
                + " docs/operating.md lists the settings.");
  }

  @Test
  void other_mistakes_are_told_without_their_code() {
    assertThat(ConfigMistakes.describe("SRCFG00039: The value abc cannot be converted"))
        .isEqualTo("The value abc cannot be converted");
  }
}
