package dev.demarc.formats.aws;

import dev.demarc.formats.text.FirstFit;
import dev.demarc.shared.Category;
import org.jspecify.annotations.Nullable;

/**
 * What an AWS Health event type code claims. AWS publishes no list of them, so the words of an
 * abuse code decide, and an abuse code without a known word is an intrusion attempt: urgent enough
 * to be read, and never taken for a fault of AWS.
 */
public final class HealthCode {

  /** The more grievous come first. */
  private static final FirstFit<Category> CATEGORIES =
      new FirstFit<Category>()
          .containing(Category.CHILD_ABUSE, "CSAM", "CSAE", "CHILD")
          .containing(Category.DENIAL_OF_SERVICE, "DOS_", "DDOS", "DENIAL", "FLOOD")
          .containing(Category.COPYRIGHT, "DMCA", "COPYRIGHT", "TRADEMARK", "COUNTERFEIT")
          .containing(Category.SPAM, "SPAM", "EMAIL", "UNSOLICITED")
          .containing(Category.PHISHING, "PHISH")
          .containing(Category.PORT_SCAN, "SCAN")
          .containing(Category.MALWARE, "MALWARE", "VIRUS", "RANSOM")
          .containing(Category.BOTNET, "BOTNET", "COMMAND", "_C2_", "_CNC")
          .containing(Category.OPEN_PROXY, "PROXY", "RESOLVER", "AMPLIF", "OPEN_RELAY")
          .containing(Category.FRAUD, "FRAUD", "SCAM")
          .containing(Category.COMPROMISED_RESOURCE, "IOC_", "COMPROMISED", "CRYPTO", "MINING")
          .containing(Category.PROHIBITED_CONTENT, "CONTENT", "PII", "HARASS");

  private HealthCode() {}

  static boolean isAbuse(@Nullable String code) {
    return code != null && code.startsWith("AWS_ABUSE_");
  }

  /** Null where the code is neither of abuse nor of risk: the engine reads what failed. */
  public static @Nullable Category category(String code) {
    if (code.startsWith("AWS_RISK_")) {
      return code.contains("CREDENTIAL") ? Category.CREDENTIAL_EXPOSURE : null;
    }
    if (!isAbuse(code)) {
      return null;
    }
    var words = code.substring("AWS_ABUSE_".length()) + "_";
    return CATEGORIES.of(words).orElse(Category.INTRUSION_ATTEMPT);
  }
}
