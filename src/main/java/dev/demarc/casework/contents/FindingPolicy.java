package dev.demarc.casework.contents;

import dev.demarc.formats.Statement;
import dev.demarc.formats.Statement.Kind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;

/** Which findings ask for no work. */
@ApplicationScoped
public class FindingPolicy {

  @ConfigMapping(prefix = "demarc.findings")
  interface Settings {
    /** Whether a finding that calls itself informational opens a case all the same. */
    @WithDefault("false")
    boolean informationalOpensCases();
  }

  private final Settings settings;

  FindingPolicy(Settings settings) {
    this.settings = settings;
  }

  public boolean asksNothing(Statement stated) {
    boolean opened = stated.kind() == Kind.INFORMATIONAL && settings.informationalOpensCases();
    return stated.kind().asksNothing() && !opened;
  }

  /** Why such a finding is filed without a case, for people. */
  public static String because(Statement stated) {
    return switch (stated.kind()) {
      case PASSED -> "A check that passed, and no open case is about it.";
      case NOT_CHECKED -> "A check that was not made: whoever runs it says why.";
      case SUPPRESSED -> "A finding that was muted or suppressed at its source.";
      default -> "A finding that says of itself that nothing has to be done (informational).";
    };
  }
}
