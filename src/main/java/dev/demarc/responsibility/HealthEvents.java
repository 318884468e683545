package dev.demarc.responsibility;

import com.google.re2j.Pattern;
import dev.demarc.formats.aws.HealthCode;
import dev.demarc.shared.Category;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads AWS Health event type codes ({@code AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED}). AWS publishes
 * no full list, so the words of the code decide, with the service's own fault as the default.
 */
final class HealthEvents {

  private record Rule(String signal, @Nullable Category category, List<String> words) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("health-abuse-event", null, List.of("AWS_ABUSE_")),
          new Rule(
              "health-credentials-event",
              Category.CREDENTIAL_EXPOSURE,
              List.of("AWS_RISK_", "CREDENTIALS_EXPOSED", "CREDENTIALS_COMPROMISED")),
          new Rule(
              "health-lifecycle-event",
              Category.MISSING_PATCH,
              List.of("LIFECYCLE", "DEPRECAT", "END_OF_", "EXPIR", "RENEWAL", "EXTENDED_SUPPORT")),
          new Rule(
              "health-hardware-event",
              Category.HOST_FAULT,
              List.of("VOLUME_LOST", "DRIVE_", "HARDWARE", "DEGRADED_EBS")),
          new Rule(
              "health-host-event",
              Category.HOST_FAULT,
              List.of(
                  "RETIREMENT",
                  "SYSTEM_MAINTENANCE",
                  "REBOOT",
                  "INSTANCE_STOP",
                  "DEDICATED_HOST",
                  "POWER_MAINTENANCE",
                  "AWS_EC2_MAINTENANCE",
                  "AUTO_RECOVERY",
                  "SIMPLIFIED_AUTO")),
          new Rule(
              "health-network-event",
              Category.SERVICE_FAULT,
              List.of("NETWORK", "CONNECTIVITY", "AWS_DIRECTCONNECT_", "AWS_VPN_", "TUNNEL")),
          new Rule(
              "health-maintenance-event",
              Category.MISSING_PATCH,
              List.of("MAINTENANCE", "UPGRADE", "PATCH", "SOFTWARE_UPDATE", "SECURITY_UPDATE")),
          new Rule("health-service-event", Category.SERVICE_FAULT, List.of("AWS_")));

  /** An action of GuardDuty's, and the variables that AWS's programs read from the environment. */
  private static final List<String> NO_EVENTS =
      List.of(
          "AWS_API_CALL",
          "AWS_ACCESS_KEY",
          "AWS_SECRET_",
          "AWS_SESSION_",
          "AWS_SECURITY_TOKEN",
          "AWS_DEFAULT_",
          "AWS_ROLE_",
          "AWS_WEB_IDENTITY_",
          "AWS_CONTAINER_",
          "AWS_EXECUTION_ENV",
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS",
          "AWS_CREDENTIAL",
          "AWS_CA_BUNDLE",
          "AWS_EC2_METADATA",
          "AWS_ENDPOINT_URL",
          "AWS_LAMBDA_FUNCTION_",
          "AWS_LAMBDA_RUNTIME_",
          "AWS_LAMBDA_LOG_",
          "AWS_ACCOUNT_ID");

  /** Types of resources as Inspector writes them: a code says what happened, too. */
  private static final Pattern RESOURCE_TYPE =
      Pattern.compile(
          "AWS_[A-Z0-9]+_(?:CONTAINER_)?(?:INSTANCE|IMAGE|REPOSITORY|FUNCTION|BUCKET|PROJECT)");

  private HealthEvents() {}

  static Optional<NamedThing> read(String word, Signals signals) {
    if (!word.startsWith("AWS_") || NO_EVENTS.stream().anyMatch(word::startsWith)) {
      return Optional.empty();
    }
    int end = 0;
    while (end < word.length() && isCode(word.charAt(end))) {
      end++;
    }
    String code = word.substring(0, end);
    if (code.indexOf('_', 4) < 0 || RESOURCE_TYPE.matches(code)) {
      return Optional.empty();
    }
    String service = code.substring(4, code.indexOf('_', 4));
    for (Rule rule : RULES) {
      if (rule.words().stream().anyMatch(code::contains)) {
        return Optional.of(thing(code, service, rule, signals));
      }
    }
    return Optional.empty();
  }

  private static NamedThing thing(String code, String service, Rule rule, Signals signals) {
    var signal = signals.named(rule.signal());
    var category = rule.category() != null ? rule.category() : HealthCode.category(code);
    boolean ofAService = !service.equals("ABUSE") && !service.equals("RISK");
    return NamedThing.ofService(code, ofAService ? service : null, 5)
        .says(signal, category, signal.layers(), signal.heldByCustomer());
  }

  private static boolean isCode(char c) {
    return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
