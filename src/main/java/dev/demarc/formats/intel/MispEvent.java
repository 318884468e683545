package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorList;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of MISP as its interface and its feeds export it (the core format, an Internet-Draft).
 * Only attributes with {@code to_ids} accuse: the others tell how it was found, whom it hit, and
 * what there is to read.
 */
public final class MispEvent implements ReportFormat {

  private static final int MOST_EVENTS = 20;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.json() != null && recognises(opened.json());
  }

  static boolean recognises(JsonNode json) {
    return !events(json).isEmpty();
  }

  private static List<JsonNode> events(JsonNode json) {
    var response = json.has("response") ? json.path("response") : json;
    var candidates = new ArrayList<JsonNode>();
    for (var each : response.isArray() ? response : List.of(response)) {
      if (candidates.size() < MOST_EVENTS) {
        candidates.add(each.has("Event") ? each.path("Event") : each);
      }
    }
    return candidates.stream().filter(MispEvent::isEvent).toList();
  }

  private static boolean isEvent(JsonNode node) {
    boolean listed =
        node.path("Attribute").isArray()
            || node.path("Object").isArray()
            || node.path("Object").path("Attribute").isArray();
    return listed || node.has("info") && node.has("uuid");
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = new ReportDraft("misp");
    describe(draft, opened.requireJson());
    return opened.requireEnvelope().note(draft).finish();
  }

  /** Adds whom it accuses, and of all else what the draft has not yet. */
  static void describe(ReportDraft draft, JsonNode json) {
    events(json).forEach(event -> MispFacts.of(event).describe(draft));
    if (draft.indicators.isFull()) {
      draft.problem("Only the first " + IndicatorList.MOST + " indicators were taken.");
    }
  }
}
