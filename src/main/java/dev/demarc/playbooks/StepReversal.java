package dev.demarc.playbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Takes back what somebody did with a case's playbook: a tick, a way taken, another playbook. */
@ApplicationScoped
class StepReversal implements Reversal {

  static final String KIND = "playbook";

  private final CaseSteps steps;
  private final ObjectMapper json;

  StepReversal(CaseSteps steps, ObjectMapper json) {
    this.steps = steps;
    this.json = json;
  }

  /**
   * Does the work between two looks.
   *
   * @return what is needed to take it back
   */
  JsonNode around(UUID caseId, Runnable work) {
    var before = steps.snapshot(caseId);
    work.run();
    return JsonNodeFactory.instance
        .objectNode()
        .put("before", before)
        .put("after", steps.snapshot(caseId));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    var now = standing(steps.snapshot(change.caseId()));
    return now.equals(standing(change.requireDetails().path("after").textValue()))
        ? Optional.empty()
        : Optional.of(
            "The playbook went on since. Take that back first, or tick and untick its steps.");
  }

  /** Where the case stands, without the times, which are told in the zone of the session. */
  private TreeSet<String> standing(String snapshot) {
    var standing = new TreeSet<String>();
    var read = read(snapshot);
    var run = read.path("run");
    standing.add(run.path("slug").asText() + "/" + run.path("version").asText());
    read.path("steps")
        .forEach(
            step -> standing.add(step.path("step").asText() + "=" + step.path("state").asText()));
    return standing;
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    steps.restore(change.caseId(), change.requireDetails().path("before").textValue());
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
