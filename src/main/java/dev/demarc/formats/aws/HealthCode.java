package dev.demarc.formats.aws;

import dev.demarc.shared.Category;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an AWS Health event type code claims. AWS publishes no list of them, so the words of an
 * abuse code decide, and an abuse code without a known word is an intrusion attempt: urgent enough
 * to be read, and never taken for a fault of AWS.
 */
public final class HealthCode {

  private record Row(Category category, List<String> words) {}

  /** The first that fits; the more grievous come first. */
  private static final List<Row> ROWS =
      List.of(
          new Row(Category.CHILD_ABUSE, List.of("CSAM", "CSAE", "CHILD")),
          new Row(Category.DENIAL_OF_SERVICE, List.of("DOS_", "DDOS", "DENIAL", "FLOOD")),
          new Row(Category.COPYRIGHT, List.of("DMCA", "COPYRIGHT", "TRADEMARK", "COUNTERFEIT")),
          new Row(Category.SPAM, List.of("SPAM", "EMAIL", "UNSOLICITED")),
          new Row(Category.PHISHING, List.of("PHISH")),
          new Row(Category.PORT_SCAN, List.of("SCAN")),
          new Row(Category.MALWARE, List.of("MALWARE", "VIRUS", "RANSOM")),
          new Row(Category.BOTNET, List.of("BOTNET", "COMMAND", "_C2_", "_CNC")),
          new Row(Category.OPEN_PROXY, List.of("PROXY", "RESOLVER", "AMPLIF", "OPEN_RELAY")),
          new Row(Category.FRAUD, List.of("FRAUD", "SCAM")),
          new Row(
              Category.COMPROMISED_RESOURCE, List.of("IOC_", "COMPROMISED", "CRYPTO", "MINING")),
          new Row(Category.PROHIBITED_CONTENT, List.of("CONTENT", "PII", "HARASS")));

  private HealthCode() {}

  static boolean isAbuse(@Nullable String code) {
    return code != null && code.startsWith("AWS_ABUSE_");
  }

  /** Null where the code is neither of abuse nor of risk: the engine reads what failed. */
  public static @Nullable Category category(@Nullable String code) {
    if (code.startsWith("AWS_RISK_")) {
      return code.contains("CREDENTIAL") ? Category.CREDENTIAL_EXPOSURE : null;
    }
    if (!isAbuse(code)) {
      return null;
    }
    var words = code.substring("AWS_ABUSE_".length()) + "_";
    return ROWS.stream()
        .filter(row -> row.words().stream().anyMatch(words::contains))
        .map(Row::category)
        .findFirst()
        .orElse(Category.INTRUSION_ATTEMPT);
  }
}
