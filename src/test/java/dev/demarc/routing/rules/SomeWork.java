package dev.demarc.routing.rules;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.util.Set;

/** Work to try rules on. */
final class SomeWork {

  static final Facts SPAM =
      new Facts(
          Side.CUSTOMER,
          Responsibility.CUSTOMER,
          false,
          0.9,
          Category.SPAM,
          "EC2",
          Severity.HIGH,
          "123456789012",
          "eu-west-1",
          "Mail team",
          Set.of("environment=production", "team=mail"),
          "soc@feeds.partner.example",
          "xarf-v4",
          "rest",
          ReporterRecord.NONE);

  private SomeWork() {}

  static Facts with(Category category, Severity severity, boolean unsure, double confidence) {
    return new Facts(
        SPAM.part(),
        SPAM.side(),
        unsure,
        confidence,
        category,
        SPAM.service(),
        severity,
        SPAM.accountId(),
        SPAM.region(),
        SPAM.owner(),
        SPAM.tags(),
        SPAM.reporter(),
        SPAM.format(),
        SPAM.channel(),
        ReporterRecord.NONE);
  }

  /** Of which nothing is known but what every case has. */
  static Facts unknown() {
    return new Facts(
        Side.AWS,
        Responsibility.SHARED,
        true,
        0.4,
        Category.OTHER,
        null,
        Severity.LOW,
        null,
        null,
        null,
        Set.of(),
        null,
        null,
        null,
        ReporterRecord.NONE);
  }
}
