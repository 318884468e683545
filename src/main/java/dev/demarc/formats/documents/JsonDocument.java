package dev.demarc.formats.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.EvidenceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * JSON that is not Demarc's own form and names who acted, is an alert, or holds a known finding:
 * what a SIEM forwards, what a feed's interface answers; and what is plainly another kind of
 * document. What may be the form stays the form, so that its sender is told what is wrong with it.
 */
public final class JsonDocument implements ReportFormat {

  private static final Set<String> OF_THE_FORM =
      Set.of("title", "description", "sources", "targets", "occurredAt", "externalId");
  private static final int DEEPEST = 2;
  private static final int MOST_LOOKS = 20;

  private final List<ReportFormat> findings;
  private final Predicate<JsonNode> noForm;

  /**
   * @param findings what is looked for inside
   * @param noForm whether an object is plainly not Demarc's own form
   */
  public JsonDocument(List<ReportFormat> findings, Predicate<JsonNode> noForm) {
    this.findings = findings;
    this.noForm = noForm;
  }

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    if (json == null || !json.isObject() || !opened.submission().isJson()) {
      return false;
    }
    boolean told =
        OF_THE_FORM.stream().noneMatch(json::has)
            && (within(opened).isPresent() || isTold(DocumentFacts.ofJson(json)));
    return told || noForm.test(json);
  }

  private static boolean isTold(DocumentFacts facts) {
    return facts.nameSources() || facts.isAlert();
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    return within(opened)
        .map(known -> known.format().read(known.opened()))
        .orElseGet(() -> DocumentFacts.ofJson(opened.requireJson()).report("json"));
  }

  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    return within(opened).map(known -> known.format().evidence(known.opened())).orElseGet(List::of);
  }

  private record Known(ReportFormat format, OpenedSubmission opened) {}

  private Optional<Known> within(OpenedSubmission opened) {
    return within(opened, opened.requireJson(), DEEPEST);
  }

  private Optional<Known> within(OpenedSubmission outer, JsonNode json, int deeper) {
    var objects =
        StreamSupport.stream(json.spliterator(), false)
            .filter(JsonNode::isObject)
            .limit(MOST_LOOKS)
            .toList();
    return objects.stream()
        .map(child -> OpenedSubmission.ofJson(outer.submission(), child))
        .flatMap(
            child ->
                findings.stream().filter(f -> f.recognises(child)).map(f -> new Known(f, child)))
        .findFirst()
        .or(
            () ->
                deeper == 1
                    ? Optional.empty()
                    : objects.stream()
                        .flatMap(child -> within(outer, child, deeper - 1).stream())
                        .findFirst());
  }
}
