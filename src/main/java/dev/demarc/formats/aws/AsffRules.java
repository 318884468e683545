package dev.demarc.formats.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.MalformedReport.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What the AWS Security Finding Format requires of a finding. */
final class AsffRules {

  private static final List<String> TEXTS =
      List.of(
          "SchemaVersion",
          "Id",
          "ProductArn",
          "GeneratorId",
          "AwsAccountId",
          "CreatedAt",
          "UpdatedAt",
          "Title",
          "Description");

  private AsffRules() {}

  static List<FieldError> broken(JsonNode finding) {
    var errors = new ArrayList<FieldError>();
    for (var name : TEXTS) {
      if (isAbsent(finding.path(name))) {
        errors.add(new FieldError(name, "is required"));
      } else if (!finding.path(name).isTextual()) {
        errors.add(new FieldError(name, "must be text"));
      }
    }
    var resources = finding.path("Resources");
    if (isAbsent(resources)) {
      errors.add(new FieldError("Resources", "is required"));
    } else if (!resources.isArray()) {
      errors.add(new FieldError("Resources", "must be a list"));
    }
    for (var name : List.of("Severity", "Types")) {
      if (isAbsent(finding.path(name))
          && isAbsent(finding.path("FindingProviderFields").path(name))) {
        errors.add(new FieldError(name, "is required, here or in FindingProviderFields"));
      }
    }
    return errors;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  static MalformedReport malformed(List<FieldError> errors) {
    var first = errors.get(0);
    return new MalformedReport(
        "This is not a valid Security Hub finding: "
            + first.field()
            + " "
            + first.message()
            + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "")
            + ". Mend the fields named in errors and send it again.",
        errors);
  }
}
