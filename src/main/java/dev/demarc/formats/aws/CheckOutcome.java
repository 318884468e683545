package dev.demarc.formats.aws;

import dev.demarc.formats.Statement.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a finding of a scanner asks for anything: of a compliance run most say that all is well.
 * Each product has its own field and words for that.
 */
final class CheckOutcome {

  private static final Set<String> PASSED =
      Set.of("pass", "passed", "success", "successful", "succeeded", "compliant", "ok");
  private static final Set<String> MUTED =
      Set.of("muted", "mute", "suppressed", "suppress", "disregard", "accepted", "risk accepted");
  private static final Set<String> NOT_CHECKED =
      Set.of(
          "manual",
          "info",
          "warning",
          "not available",
          "not applicable",
          "not checked",
          "insufficient data",
          "skipped",
          "skip",
          "error",
          "other");
  private static final Set<String> NO_FINDING = Set.of("false positive", "benign");
  private static final Set<String> FAILED = Set.of("fail", "failed", "failure", "non compliant");

  /** Class 2001, Security Finding, whose status is that of the check and not of the finding. */
  private static final int SECURITY_FINDING = 2001;

  private static final int COMPLIANCE_FINDING = 2003;

  private CheckOutcome() {}

  /** Of a finding in the AWS Security Finding Format. */
  static Kind ofAsff(AwsFields finding) {
    var compliance = word(finding.text("Compliance.Status"));
    if (PASSED.contains(compliance)) {
      return Kind.PASSED;
    }
    if ("suppressed".equals(word(finding.text("Workflow.Status"))) || isMutedByProwler(finding)) {
      return Kind.SUPPRESSED;
    }
    if (NOT_CHECKED.contains(compliance)) {
      return Kind.NOT_CHECKED;
    }
    var label = finding.first("Severity.Label", "FindingProviderFields.Severity.Label");
    return "informational".equals(word(label)) ? Kind.INFORMATIONAL : Kind.REPORT;
  }

  /** Prowler, which has no other place for it in this format. */
  private static boolean isMutedByProwler(AwsFields finding) {
    var maker =
        finding.first("ProductFields.ProviderName", "ProductName", "CompanyName", "GeneratorId");
    return maker != null
        && word(maker).startsWith("prowler")
        && "warning".equals(word(finding.text("Compliance.Status")));
  }

  /** What was checked; null where the finding is no result of a check. */
  static @Nullable String controlOfAsff(AwsFields finding) {
    return finding.has("Compliance.Status")
        ? finding.first("Compliance.SecurityControlId", "GeneratorId")
        : null;
  }

  /** Of a finding in the Open Cybersecurity Schema Framework. */
  static Kind ofOcsf(AwsFields event) {
    var results = results(event);
    if (results.stream().anyMatch(PASSED::contains)
        || NO_FINDING.contains(word(event.text("verdict")))) {
      return Kind.PASSED;
    }
    if (isMuted(event) || results.stream().anyMatch(MUTED::contains)) {
      return Kind.SUPPRESSED;
    }
    if (results.stream().anyMatch(NOT_CHECKED::contains)) {
      return Kind.NOT_CHECKED;
    }
    return isInformational(event) ? Kind.INFORMATIONAL : Kind.REPORT;
  }

  private static boolean isInformational(AwsFields event) {
    return Integer.valueOf(1).equals(event.integer("severity_id"))
        || "informational".equals(word(event.text("severity")));
  }

  /** What the check came to, by every field that a product writes it in. */
  private static List<String> results(AwsFields event) {
    boolean old = isSecurityFinding(event);
    boolean ofCheck = old || isCompliance(event) || event.has("compliance");
    return Stream.of(
            event.text("status_code"),
            event.text("compliance.status_code"),
            compliance(event),
            ofCheck ? event.text("status") : null,
            old && "1".equals(event.text("status_id")) ? "success" : null)
        .filter(Objects::nonNull)
        .map(CheckOutcome::word)
        .toList();
  }

  private static @Nullable String compliance(AwsFields event) {
    var id = event.integer("compliance.status_id");
    return switch (id == null ? 0 : id) {
      case 1 -> "pass";
      case 2 -> "warning";
      case 3 -> "fail";
      default -> event.text("compliance.status");
    };
  }

  private static boolean isSecurityFinding(AwsFields event) {
    return Integer.valueOf(SECURITY_FINDING).equals(event.integer("class_uid"));
  }

  private static boolean isCompliance(AwsFields event) {
    return Integer.valueOf(COMPLIANCE_FINDING).equals(event.integer("class_uid"));
  }

  private static boolean isMuted(AwsFields event) {
    boolean marked =
        Stream.of("muted", "is_muted", "suppressed", "is_suppressed")
            .flatMap(name -> Stream.of(name, "unmapped." + name, "finding_info." + name))
            .anyMatch(path -> "true".equalsIgnoreCase(event.text(path)));
    boolean stated =
        MUTED.contains(word(event.text("status")))
            || MUTED.contains(word(event.text("state")))
            || "3".equals(event.text(isSecurityFinding(event) ? "state_id" : "status_id"));
    return marked || stated || "disregard".equals(word(event.text("verdict")));
  }

  /** What was checked; null where the finding is no result of a check. */
  static @Nullable String controlOfOcsf(AwsFields event) {
    boolean ofCheck =
        isCompliance(event)
            || event.has("compliance")
            || results(event).stream().anyMatch(r -> PASSED.contains(r) || FAILED.contains(r));
    return ofCheck
        ? event.first("compliance.control", "metadata.event_code", "metadata.product.feature.uid")
        : null;
  }

  /**
   * Of an event that tells the outcome of a check: AWS Config, Trusted Advisor, a malware scan;
   * null where it is none.
   */
  static @Nullable Kind ofEvent(AwsFields event) {
    var outcome =
        word(
            event.first(
                "newEvaluationResult.complianceType",
                "scanResultDetails.scanResultStatus",
                "status"));
    if (event.has("newEvaluationResult.complianceType")) {
      return PASSED.contains(outcome)
          ? Kind.PASSED
          : NOT_CHECKED.contains(outcome) ? Kind.NOT_CHECKED : null;
    }
    boolean clean = event.has("scanResultDetails") && outcome.equals("no threats found");
    boolean advised = event.has("check-name") && PASSED.contains(outcome);
    return clean || advised ? Kind.PASSED : null;
  }

  /** {@code NOT_AVAILABLE} and {@code Not available} are one word. */
  private static String word(@Nullable String stated) {
    return stated == null
        ? ""
        : stated.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }
}
