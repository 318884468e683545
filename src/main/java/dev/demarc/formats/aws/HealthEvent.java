package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.RolesOfAll;
import dev.demarc.formats.text.Lines;
import dev.demarc.formats.text.ReplyDeadline;
import dev.demarc.shared.Indicator.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AWS Health event in its EventBridge event, abuse notices among them. A large event comes in
 * pages, in any order and more than once: pages of one event share their external id, and so end in
 * one case.
 */
public final class HealthEvent implements ReportFormat {

  /** AWS wants an answer to an abuse notice within a day. */
  private static final Duration ANSWER_WITHIN = Duration.ofHours(24);

  /** Pages of one communication differ in this ending only. */
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,200}");

  private static final Pattern PAGE_ENDING = Pattern.compile("-\\d{1,6}$");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    return json != null
        && json.isObject()
        && CODE.matches(json.path("eventTypeCode").asText())
        && (json.has("eventArn") || json.has("service"));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var event = AwsFields.of(opened.requireJson());
    var draft = new ReportDraft("aws-health");
    facts(draft, event);
    var entities =
        event.list("affectedEntities").stream()
            .map(e -> e.text("entityValue"))
            .filter(e -> e != null)
            .toList();
    var role = HealthCode.isAbuse(event.text("eventTypeCode")) ? Role.SOURCE : Role.MENTIONED;
    entities.forEach(entity -> draft.indicators.add(entity, role));
    opened.requireEnvelope().resources().forEach(r -> draft.indicators.add(r, role));
    var description = description(event);
    draft.text(description).text(lines(event, entities).toString());
    if (role == Role.SOURCE) {
      RolesOfAll.settle(draft.indicators, IndicatorMiner.mine(description, draft.indicators), null);
    } else {
      IndicatorMiner.mentions(description, draft.indicators);
    }
    draft.detail("affectedEntities", entities);
    opened.requireEnvelope().describe(draft);
    draft.externalId = externalId(event, draft.accountId);
    if (HealthCode.isAbuse(event.text("eventTypeCode")) && !draft.isOver()) {
      var asked = draft.occurredAt == null ? opened.submission().receivedAt() : draft.occurredAt;
      var named = description == null ? null : ReplyDeadline.in(description, asked);
      draft.replyBy = named == null ? asked.plus(ANSWER_WITHIN) : named;
    }
    return draft.finish();
  }

  private static void facts(ReportDraft draft, AwsFields event) {
    var code = event.text("eventTypeCode");
    var service = event.text("service");
    draft.title = title(code, event);
    draft.occurredAt = event.date("startTime");
    draft.region = event.text("eventRegion");
    GuardDutyFinding.account(draft, event.text("affectedAccount"));
    if (service != null && !service.equals("ABUSE") && !service.equals("RISK")) {
      draft.service = service;
    }
    draft.category = code == null ? null : HealthCode.category(code);
    draft.over("closed".equalsIgnoreCase(event.text("statusCode")));
    draft.idScope = IdScope.ACCOUNT;
    draft.saidAt = event.date("lastUpdatedTime");
    draft.since = event.date("startTime");
    draft
        .detail("eventTypeCode", code)
        .detail("eventTypeCategory", event.text("eventTypeCategory"))
        .detail("eventArn", event.text("eventArn"))
        .detail("service", service)
        .detail("affectedAccount", event.text("affectedAccount"))
        .detail("eventRegion", event.text("eventRegion"))
        .detail("eventScopeCode", event.text("eventScopeCode"))
        .detail("communicationId", event.text("communicationId"))
        .detail("statusCode", event.text("statusCode"))
        .detail("startTime", event.date("startTime"))
        .detail("endTime", event.date("endTime"))
        .detail("lastUpdatedTime", event.date("lastUpdatedTime"))
        .detail("page", event.integer("page"))
        .detail("totalPages", event.integer("totalPages"));
  }

  private static String title(@Nullable String code, AwsFields event) {
    var page = event.integer("page");
    var pages = event.integer("totalPages");
    boolean several = page != null && pages != null && pages > 1;
    return "AWS Health: " + code + (several ? " (page " + page + " of " + pages + ")" : "");
  }

  /** An event's ARN is not unique to an account, and each communication is one of its own. */
  private static @Nullable String externalId(AwsFields event, @Nullable String account) {
    var arn = event.text("eventArn");
    if (arn == null) {
      return null;
    }
    var communication = event.text("communicationId");
    return arn
        + (account == null ? "" : " " + account)
        + (communication == null ? "" : " " + PAGE_ENDING.matcher(communication).replaceFirst(""));
  }

  private static @Nullable String description(AwsFields event) {
    var all = event.list("eventDescription");
    return all.stream()
        .filter(d -> "en_US".equalsIgnoreCase(d.text("language")))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(d -> d.text("latestDescription"))
        .orElse(null);
  }

  private static Lines lines(AwsFields event, List<String> entities) {
    return new Lines()
        .add("Event type", event.text("eventTypeCode"))
        .add("Service", event.text("service"))
        .add("Status", event.text("statusCode"))
        .add("Started", event.text("startTime"))
        .add("Affected account", event.text("affectedAccount"))
        .add("Affected", entities);
  }
}
