package dev.demarc.formats.form;

import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.Statement.State;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.formats.bulk.ProwlerTable;
import dev.demarc.formats.text.CsvTable;
import dev.demarc.formats.text.Lines;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of Prowler's table of checks, under its header. */
public final class ProwlerCsv implements ReportFormat {

  private static final int HEAD = 8 * 1024;

  /** What people read of a row, in this order. */
  private static final Set<String> KEPT =
      Set.of(
          "provider",
          "check_id",
          "check_title",
          "check_type",
          "status",
          "status_extended",
          "muted",
          "severity",
          "region",
          "service_name",
          "resource_type",
          "resource_uid",
          "resource_arn",
          "resource_name",
          "resource_id",
          "finding_uid",
          "finding_unique_id",
          "account_uid",
          "account_id",
          "account_name",
          "timestamp",
          "assessment_start_time",
          "description",
          "risk",
          "remediation_recommendation_text",
          "remediation_recommendation_url",
          "prowler_version");

  /** A mapping of columns that the sender saved says more than the names of the columns. */
  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (!opened.submission().mediaType().equals("text/csv")
        || !CsvColumns.COMMON.equals(CsvColumns.ofContentType(opened.submission().contentType()))) {
      return false;
    }
    var head = Text.cut(Text.decode(opened.submission().raw(), HEAD, "UTF-8"), HEAD).strip();
    return ProwlerTable.is(CsvTable.of(head.split("[\r\n]", 2)[0], 1, Set.of()).columns());
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = new ReportDraft("prowler");
    var table = CsvTable.of(Text.decode(opened.submission().raw(), "UTF-8"), 2, KEPT);
    if (table.rows().isEmpty()) {
      draft.problem("The file has no row under its header.");
      return draft.finish();
    }
    if (table.rows().size() > 1) {
      draft.problem("Only the first row was read.");
    }
    describe(draft, table.rows().get(0));
    return draft.finish();
  }

  private static void describe(ReportDraft draft, Map<String, String> row) {
    draft.title = row.get("check_title");
    draft.externalId = ProwlerTable.number(row);
    draft.idScope = IdScope.ACCOUNT;
    draft.control = row.get("check_id");
    draft.kind = ProwlerTable.kind(row);
    draft.state = draft.kind == Kind.PASSED ? State.OVER : State.UNSTATED;
    draft.category = Category.MISCONFIGURATION;
    draft.service = ProwlerTable.service(row);
    var severity = row.get("severity");
    draft.severity = severity == null ? null : severity(severity);
    draft.occurredAt = StatedDate.of(ProwlerTable.time(row)).orElse(null);
    draft.saidAt = draft.occurredAt;
    account(draft, row);
    draft.region = StatedFacts.regionOrNull(row.get("region"));
    var resource = ProwlerTable.resource(row);
    if (resource != null) {
      draft.indicators.add(resource, Role.TARGET);
    }
    draft.text(lines(row).toString());
    draft
        .detail("controlId", row.get("check_id"))
        .detail("complianceStatus", row.get("status"))
        .detail("muted", row.get("muted"))
        .detail("severity", severity)
        .detail("provider", row.get("provider"))
        .detail("resources", resource == null ? List.of() : List.of(resource))
        .detail("remediation", row.get("remediation_recommendation_text"))
        .detail("version", row.get("prowler_version"));
  }

  private static @Nullable Severity severity(String stated) {
    return stated.equalsIgnoreCase("informational")
        ? Severity.LOW
        : Severity.of(stated).orElse(null);
  }

  /** Of other clouds it is a name that is nobody's here. */
  private static void account(ReportDraft draft, Map<String, String> row) {
    var account = ProwlerTable.account(row);
    if (account != null && account.matches("\\d{12}")) {
      draft.accountId = account;
      draft.indicators.add(account, Role.MENTIONED);
    } else {
      draft.detail("account", account);
    }
  }

  private static Lines lines(Map<String, String> row) {
    return new Lines()
        .add("Check", row.get("check_title"))
        .add("Result", row.get("status"))
        .add("What was found", row.get("status_extended"))
        .add("Severity", row.get("severity"))
        .add("Resource", ProwlerTable.resource(row))
        .add("Resource type", row.get("resource_type"))
        .add("Description", row.get("description"))
        .add("Risk", row.get("risk"))
        .add("Remediation", row.get("remediation_recommendation_text"));
  }
}
