package dev.demarc.casework;

import dev.demarc.formats.MailFacts;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.notification.Outbox;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises mails that answer Demarc's own: they become notes on the case, never new cases. */
@ApplicationScoped
public class Replies {

  private static final int NOTE_AT_MOST = 20_000;

  private final Cases cases;
  private final CaseReports reports;
  private final Correlation correlation;
  private final Outbox outbox;
  private final Timeline timeline;
  private final Clock clock;

  Replies(
      Cases cases,
      CaseReports reports,
      Correlation correlation,
      Outbox outbox,
      Timeline timeline,
      Clock clock) {
    this.cases = cases;
    this.reports = reports;
    this.correlation = correlation;
    this.outbox = outbox;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** Files the mail on the case it answers; empty where it answers none. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Filed> take(StoredReport report, ParsedReport parsed) {
    var mail = parsed.mail();
    if (mail == null) {
      return Optional.empty();
    }
    if (mail.kind() == MailFacts.Kind.BOUNCE) {
      return cameBack(report, parsed);
    }
    return outbox
        .caseOfMessage(mail.references())
        .or(() -> correlation.byKeyInSubject(mail))
        .flatMap(cases::takeById)
        .map(this::follow)
        .map(on -> note(on, report, parsed));
  }

  private Filed note(IncidentCase on, StoredReport report, ParsedReport parsed) {
    var because = "it answers a mail of this case";
    reports.link(on, report, parsed, List.of(), because);
    timeline.add(
        on.id,
        "reply",
        Actor.reporter(parsed.mail().from() == null ? "unknown sender" : parsed.mail().from()),
        "answered by mail",
        body(parsed),
        Visibility.REPORTER);
    on.changed(clock.instant());
    return new Filed(on.id, new CaseKey(on.key), true, because);
  }

  private static String body(ParsedReport parsed) {
    var text = parsed.text() == null ? "" : CaseReports.clean(parsed.text()).strip();
    return text.length() > NOTE_AT_MOST ? text.substring(0, NOTE_AT_MOST) : text;
  }

  private Optional<Filed> cameBack(StoredReport report, ParsedReport parsed) {
    var ids = originalIds(parsed);
    var caseId = outbox.caseOfMessage(ids);
    outbox.bounced(ids, CaseReports.title(parsed));
    return caseId
        .flatMap(cases::takeById)
        .map(
            on -> {
              var because = "it is a mail of this case that came back";
              reports.link(on, report, parsed, List.of(), because);
              timeline.add(
                  on.id, "mail", Actor.SYSTEM, "got a mail back: " + CaseReports.title(parsed));
              return new Filed(on.id, new CaseKey(on.key), true, because);
            });
  }

  private static Set<String> originalIds(ParsedReport parsed) {
    var ids = new LinkedHashSet<>(parsed.mail().references());
    if (parsed.details().get("originalMessageId") instanceof String original) {
      ids.add(original);
    }
    return ids;
  }

  private IncidentCase follow(IncidentCase found) {
    return found.mergedInto == null
        ? found
        : cases.takeById(found.mergedInto).map(this::follow).orElse(found);
  }
}
