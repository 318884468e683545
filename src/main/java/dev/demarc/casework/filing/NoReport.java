package dev.demarc.casework.filing;

import dev.demarc.formats.ParsedReport;
import java.util.Optional;

/** Which submissions are filed without a case, as they report nothing. Pure. */
public final class NoReport {

  private NoReport() {}

  /** Why it is none, for people; empty where it may open or join a case. */
  public static Optional<String> because(ParsedReport parsed) {
    return switch (parsed.statement().kind()) {
      // what asks for nothing may still belong to a case
      case REPORT, PASSED, NOT_CHECKED, SUPPRESSED, INFORMATIONAL -> Optional.empty();
      case TEST ->
          Optional.of(
              "A test: a submission with the tag lifecycle:test, or a sample finding of AWS.");
      case BOUNCE -> Optional.of("A delivery status notification that belongs to no case.");
      case AUTO_REPLY -> Optional.of("An automatic reply that belongs to no case.");
      case AGGREGATE -> Optional.of("An aggregate report about mail authentication, not abuse.");
    };
  }
}
