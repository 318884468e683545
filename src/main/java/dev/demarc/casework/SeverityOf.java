package dev.demarc.casework;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;

/** How bad a report is: as it says itself, else as its category commonly is. */
public final class SeverityOf {

  private SeverityOf() {}

  public static Severity report(ParsedReport parsed, Category category) {
    return parsed.severity() != null ? parsed.severity() : usual(category);
  }

  private static Severity usual(Category category) {
    return switch (category) {
      case CHILD_ABUSE -> Severity.CRITICAL;
      case CREDENTIAL_EXPOSURE,
          COMPROMISED_RESOURCE,
          DATA_EXPOSURE,
          DENIAL_OF_SERVICE,
          BOTNET,
          MALWARE,
          PHISHING ->
          Severity.HIGH;
      case AUTHENTICATION_FAILURE, SPAM, COPYRIGHT -> Severity.LOW;
      default -> Severity.MEDIUM;
    };
  }
}
