package dev.demarc.formats.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.indicators.RolesOfAll;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Demarc's own JSON form, and what any JSON is held to that is no other format. Only a title or a
 * description is required; every rule that is broken is told at once.
 */
public final class DemarcForm implements ReportFormat {

  private static final int LONGEST_DESCRIPTION = 1_000_000;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_INDICATORS = 200;

  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "description",
          "category",
          "service",
          "occurredAt",
          "reporter",
          "sources",
          "targets",
          "accountId",
          "region",
          "severity",
          "externalId",
          "tlp");

  /** Other kinds of documents have the others as well. */
  private static final Set<String> OF_THIS_FORM_ALONE =
      Set.of("sources", "targets", "occurredAt", "externalId");

  /** Fields that the form does not have: so many nobody mistypes. */
  private static final int LEAST_OTHERS = 3;

  private static final FieldNames NAMES = new FieldNames(FIELDS);
  private static final Set<String> REPORTER_FIELDS = Set.of("name", "email", "organization");
  private static final Set<String> TLP =
      Set.of("RED", "AMBER", "AMBER+STRICT", "GREEN", "CLEAR", "WHITE");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.json() != null
        && (opened.submission().isJson() || opened.requireEnvelope().isNotification());
  }

  /** Whether a document that came without asking is this form: it has a name and nothing else. */
  public static boolean isMeant(JsonNode json) {
    return (json.path("title").isTextual() || json.path("description").isTextual())
        && json.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()));
  }

  /**
   * Whether a document that came as a report is plainly another kind: most of its fields are none
   * of the form's, however those are written, and it has none that only this form has. Whoever
   * mistypes a field or adds one or two is told.
   */
  public static boolean isPlainlyAnother(JsonNode json) {
    if (!json.isObject() || OF_THIS_FORM_ALONE.stream().anyMatch(json::has)) {
      return false;
    }
    long meant = json.properties().stream().filter(f -> NAMES.isMeant(f.getKey())).count();
    long others = json.size() - meant;
    return others >= LEAST_OTHERS && others > 2 * meant;
  }

  /**
   * @throws MalformedReport with every rule of the form that is broken
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = draft(opened.requireJson(), opened.submission().receivedAt());
    return opened.requireEnvelope().note(draft).finish();
  }

  /**
   * @param receivedAt for a time that only the description states
   * @throws MalformedReport with every rule of the form that is broken
   */
  static ReportDraft draft(JsonNode json, Instant receivedAt) {
    var form = new FormFields(json);
    if (!json.isObject()) {
      form.fail("", "must be one JSON object with a title or a description");
      form.throwIfBroken();
    }
    form.onlyFields(FIELDS);
    var draft = new ReportDraft("demarc");
    draft.byPerson = true;
    draft.title = form.text("title", Text.LONGEST_TITLE);
    var description = form.text("description", LONGEST_DESCRIPTION);
    if (draft.title == null && description == null && form.intact("title", "description")) {
      form.fail("title", "give a title or a description");
    }
    category(draft, form);
    draft.service = form.text("service", LONGEST_NAME);
    draft.occurredAt = form.date("occurredAt");
    draft.reporter = reporter(form);
    draft.accountId =
        form.matching("accountId", "\\d{12}", "must be an AWS account id of 12 digits");
    draft.region =
        form.matching(
            "region", "[a-z]{2}(-[a-z]+){1,3}-\\d", "must be an AWS region, for example eu-west-1");
    draft.externalId = form.text("externalId", LONGEST_NAME);
    draft.tlp = form.oneOf("tlp", TLP);
    indicators(draft, form);
    form.throwIfBroken();
    mention(draft, description);
    if (draft.occurredAt == null && description != null) {
      draft.occurredAt = StatedFacts.occurred(description, receivedAt);
    }
    return draft;
  }

  private static void category(ReportDraft draft, FormFields form) {
    var category = form.text("category", LONGEST_NAME);
    draft.category = Category.of(category).orElse(null);
    if (category != null && draft.category == null) {
      form.fail("category", "must be one of " + slugs());
    }
    var severity = form.text("severity", LONGEST_NAME);
    draft.severity = Severity.of(severity).orElse(null);
    if (severity != null && draft.severity == null) {
      form.fail("severity", "must be one of low, medium, high, critical");
    }
  }

  private static String slugs() {
    return Arrays.stream(Category.values()).map(Category::slug).collect(Collectors.joining(", "));
  }

  private static ParsedReport.@Nullable Reporter reporter(FormFields form) {
    JsonNode node = form.object("reporter");
    if (node == null) {
      return null;
    }
    var fields = form.inside("reporter", node);
    fields.onlyFields(REPORTER_FIELDS);
    var email = fields.text("email", 320);
    var address = Observable.email(email);
    if (email != null && (address == null || email.contains("<"))) {
      fields.fail("email", "must be an e-mail address, for example abuse@example.org");
    }
    return new ParsedReport.Reporter(
        Text.oneLineOrNull(fields.text("name", LONGEST_NAME), LONGEST_NAME),
        address == null ? null : address.value(),
        Text.oneLineOrNull(fields.text("organization", LONGEST_NAME), LONGEST_NAME));
  }

  private static void indicators(ReportDraft draft, FormFields form) {
    form.texts("sources", MOST_INDICATORS)
        .forEach((field, value) -> indicator(draft, form, field, value, Role.SOURCE));
    form.texts("targets", MOST_INDICATORS)
        .forEach((field, value) -> indicator(draft, form, field, value, Role.TARGET));
  }

  private static void indicator(
      ReportDraft draft, FormFields form, String field, String value, Role role) {
    if (!draft.indicators.add(value, role)) {
      form.fail(
          field,
          "must be one IP address, domain, URL, e-mail address, file hash, or an AWS account id, "
              + "ARN, instance id, access key id or s3:// address");
    }
  }

  /**
   * Who fills in the fields says there what is the source; who only writes says it in the words.
   */
  private static void mention(ReportDraft draft, @Nullable String description) {
    boolean stated = !draft.indicators.list().isEmpty();
    if (draft.reporter != null) {
      draft.correspondents.from(draft.reporter.email());
      draft.indicators.add(draft.reporter.email(), Role.REPORTER);
    }
    if (draft.accountId != null) {
      draft.indicators.add(draft.accountId, Role.MENTIONED);
    }
    if (stated) {
      IndicatorMiner.mentions(draft.title, draft.indicators);
      IndicatorMiner.mentions(description, draft.indicators);
    } else {
      boolean accuses = IndicatorMiner.mineSubject(draft.title, draft.indicators);
      accuses |= IndicatorMiner.mine(description, draft.indicators);
      RolesOfAll.settle(draft.indicators, accuses, draft.correspondents);
    }
    draft.text(description == null ? draft.title : description);
    if (draft.title == null && description != null) {
      draft.title = description.lines().filter(l -> !l.isBlank()).findFirst().orElse(description);
    }
  }
}
