package dev.demarc.casework.participants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.casework.participants.Participants.Standing;
import dev.demarc.shared.Actor;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes back that somebody outside was let take part in a case, or was not any longer. */
@ApplicationScoped
class ParticipantReversal implements Reversal {

  static final String KIND = "participant";

  private final Participants participants;

  ParticipantReversal(Participants participants) {
    this.participants = participants;
  }

  static JsonNode details(EmailAddress who, @Nullable Standing before, @Nullable Standing after) {
    var details = JsonNodeFactory.instance.objectNode().put("address", who.value());
    details.set("before", node(before));
    details.set("after", node(after));
    return details;
  }

  private static JsonNode node(@Nullable Standing standing) {
    return standing == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance
            .objectNode()
            .put("proof", standing.proof())
            .put("bySubject", standing.bySubject())
            .put("because", standing.because())
            .put("since", standing.since().toString());
  }

  private static @Nullable Standing standing(JsonNode of) {
    return of.isObject()
        ? new Standing(
            of.path("proof").textValue(),
            of.path("bySubject").booleanValue(),
            of.path("because").textValue(),
            Instant.parse(of.path("since").textValue()))
        : null;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    var now = node(participants.standing(change.caseId(), address(change)));
    return now.equals(change.requireDetails().path("after"))
        ? Optional.empty()
        : Optional.of(
            "How "
                + address(change)
                + " takes part was changed since, by somebody or by a mail of theirs. Change it"
                + " again instead.");
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    participants.restore(
        change.caseId(), address(change), standing(change.requireDetails().path("before")));
  }

  private static EmailAddress address(RecordedChange change) {
    return EmailAddress.of(change.requireDetails().path("address").textValue()).orElseThrow();
  }
}
