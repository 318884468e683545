package dev.demarc.responsibility;

import com.google.re2j.Pattern;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.shared.Category;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads GuardDuty finding types: {@code Purpose:Resource/Family.Mechanism!Artifact}. */
final class FindingTypes {

  private static final Pattern TYPE =
      Pattern.compile("([A-Z][A-Za-z]+):([A-Za-z0-9]+)/([A-Za-z0-9.&_-]+)(![A-Za-z0-9.]+)?");
  private static final List<String> PURPOSES =
      List.of(
          "AttackSequence",
          "Backdoor",
          "Behavior",
          "CredentialAccess",
          "CryptoCurrency",
          "DefenseEvasion",
          "Discovery",
          "Execution",
          "Exfiltration",
          "Impact",
          "InitialAccess",
          "Object",
          "PenTest",
          "Persistence",
          "Policy",
          "PrivilegeEscalation",
          "Recon",
          "Stealth",
          "Trojan",
          "UnauthorizedAccess");

  /** Antivirus products name malware in the same form: {@code Trojan:Win32/...}. */
  private static final Set<String> RESOURCES =
      Set.of(
          "EC2",
          "IAMUser",
          "IAM",
          "S3",
          "Kubernetes",
          "EKS",
          "ECS",
          "Lambda",
          "RDS",
          "Runtime",
          "Container",
          "Network",
          "DynamoDB",
          "Redshift");

  private FindingTypes() {}

  /** Every finding is about what a customer's resource does or suffers. */
  static Optional<NamedThing> read(String word, Signals signals) {
    var match = TYPE.matcher(word);
    if (!match.find()
        || !PURPOSES.contains(match.group(1))
        || !RESOURCES.contains(match.group(2))) {
      return Optional.empty();
    }
    String purpose = match.group(1);
    String resource = match.group(2);
    var thing = NamedThing.ofService(match.group(), serviceOf(resource), 5);
    return Optional.of(
        thing.says(
            signals.named("guardduty-finding"),
            category(purpose, resource, match.group(3)),
            layers(purpose, resource),
            true));
  }

  private static @Nullable String serviceOf(String resource) {
    return switch (resource) {
      case "IAMUser", "IAM" -> "IAM";
      case "Kubernetes", "EKS" -> "EKS";
      case "Runtime", "Container" -> null;
      default -> resource;
    };
  }

  private static List<Layer> layers(String purpose, String resource) {
    boolean policy = purpose.equals("Policy") || purpose.equals("Stealth");
    return switch (resource) {
      case "IAMUser", "IAM" -> List.of(Layer.IAM);
      case "S3" ->
          policy
              ? List.of(Layer.SERVICE_CONFIG)
              : purpose.equals("Object")
                  ? List.of(Layer.DATA)
                  : List.of(Layer.IAM, Layer.SERVICE_CONFIG);
      case "RDS" -> List.of(Layer.IAM);
      case "Lambda" -> List.of(Layer.APPLICATION);
      case "Kubernetes", "EKS", "ECS" ->
          policy ? List.of(Layer.SERVICE_CONFIG, Layer.IAM) : List.of(Layer.APPLICATION, Layer.IAM);
      default -> List.of(Layer.GUEST_OS, Layer.APPLICATION, Layer.SERVICE_CONFIG);
    };
  }

  private static Category category(String purpose, String resource, String family) {
    if (family.startsWith("DenialOfService")) {
      return Category.DENIAL_OF_SERVICE;
    }
    if (family.startsWith("Spambot")) {
      return Category.SPAM;
    }
    if (family.startsWith("C&C")) {
      return Category.BOTNET;
    }
    if (family.contains("BruteForce") || family.contains("FailedLogin")) {
      return Category.INTRUSION_ATTEMPT;
    }
    if (family.startsWith("Portscan") || family.startsWith("PortSweep")) {
      return Category.PORT_SCAN;
    }
    if (family.startsWith("PortProbe")) {
      return Category.MISCONFIGURATION;
    }
    if (family.contains("AbusedDomain") || family.startsWith("PhishingDomain")) {
      return Category.PHISHING;
    }
    return switch (purpose) {
      case "Policy", "Stealth" -> Category.MISCONFIGURATION;
      case "Exfiltration" -> Category.DATA_EXPOSURE;
      case "Trojan", "Object" -> Category.MALWARE;
      case "CredentialAccess" -> Category.CREDENTIAL_EXPOSURE;
      default ->
          resource.equals("IAMUser") || resource.equals("IAM")
              ? Category.CREDENTIAL_EXPOSURE
              : Category.COMPROMISED_RESOURCE;
    };
  }
}
