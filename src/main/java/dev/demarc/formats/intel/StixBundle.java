package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;

/**
 * STIX 2.0 and 2.1 (OASIS): a bundle, what a TAXII server answers, or one object. What its
 * indicators name is accused, unless they were taken back, have ended or say that it is harmless.
 */
public final class StixBundle implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.json() != null && recognises(opened.json());
  }

  static boolean recognises(JsonNode json) {
    var objects = json.path("objects");
    boolean bundle =
        StixObjects.isOfType(json, "bundle")
            && (objects.isArray()
                || String.valueOf(JsonTree.text(json.path("id"))).startsWith("bundle--"));
    return bundle || StixObjects.isObject(json) || StixObjects.isObject(objects.path(0));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var facts = StixFacts.of(opened.requireJson(), opened.submission().receivedAt());
    var draft = new ReportDraft("stix");
    describe(draft, facts);
    if (facts.isTakenBack()) {
      draft.state = Statement.State.OVER;
    } else if (facts.asksNothing()) {
      draft.kind = Statement.Kind.INFORMATIONAL;
    }
    draft.saidAt = facts.modified();
    return opened.requireEnvelope().note(draft).finish();
  }

  /** Adds whom it accuses, and of all else what the draft has not yet. */
  static void describe(ReportDraft draft, JsonNode json, Instant receivedAt) {
    describe(draft, StixFacts.of(json, receivedAt));
  }

  private static void describe(ReportDraft draft, StixFacts facts) {
    draft.title = draft.title == null ? facts.title() : draft.title;
    draft.matter = draft.matter == null ? facts.matter() : draft.matter;
    draft.reporter = draft.reporter == null ? facts.reporter() : draft.reporter;
    draft.category = draft.category == null ? facts.category() : draft.category;
    draft.occurredAt = draft.occurredAt == null ? facts.occurredAt() : draft.occurredAt;
    draft.externalId = draft.externalId == null ? facts.number() : draft.externalId;
    draft.tlp = draft.tlp == null ? facts.sharingLabel() : draft.tlp;
    if (draft.reporter != null) {
      draft.indicators.add(draft.reporter.email(), Role.REPORTER);
    }
    facts.roles().addTo(draft.indicators);
    facts.references().forEach(url -> draft.indicators.add(url, Role.FURNITURE));
    facts.addDetails(draft);
    draft.text(facts.text());
    IndicatorMiner.mentions(facts.words(), draft.indicators);
    facts.problems().forEach(draft::problem);
    if (draft.indicators.isFull()) {
      draft.problem("Only the first " + IndicatorList.MOST + " indicators were taken.");
    }
  }
}
