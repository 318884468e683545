package dev.demarc.casework.participants;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Who of those outside takes part in a case, as people see and decide it. */
@ApplicationScoped
public class Participation {

  private final Cases cases;
  private final Participants participants;
  private final ParticipantList list;
  private final Timeline timeline;
  private final Changes changes;
  private final Clock clock;

  Participation(
      Cases cases,
      Participants participants,
      ParticipantList list,
      Timeline timeline,
      Changes changes,
      Clock clock) {
    this.cases = cases;
    this.participants = participants;
    this.list = list;
    this.timeline = timeline;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Those who take part first; 100 at most.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public List<Participant> of(CaseKey key) {
    return list.of(cases.read(key).id);
  }

  /**
   * Lets somebody take part: what goes to those who reported goes there too.
   *
   * @throws Problem NOT_FOUND; INVALID where it is no address; CONFLICT where the case was merged;
   *     OUT_OF_DATE or PRECONDITION_FAILED
   */
  @Transactional
  public void add(CaseKey key, String address, ExpectedVersion expected, Actor actor) {
    var who =
        EmailAddress.of(address)
            .orElseThrow(() -> Problem.invalid("address", "must be one e-mail address"));
    var on = cases.take(key, expected);
    var because = actor.name() + " let them take part";
    changes.record(
        on,
        ParticipantReversal.KIND,
        actor,
        () -> {
          var before = participants.standing(on.id, who);
          if (participants.add(
              on.id,
              new Participants.ParticipantEntry(
                  who, AddressProof.PERSON, false, because, null, null))) {
            timeline.add(on.id, "participant", actor, "let " + who + " take part");
            on.changed(clock.instant());
          }
          return ParticipantReversal.details(who, before, participants.standing(on.id, who));
        });
  }

  /**
   * Ends that somebody takes part: they stay on the list and are written to only when chosen.
   *
   * @throws Problem NOT_FOUND, also where nobody at the address takes part; as {@link #add}
   */
  @Transactional
  public void remove(CaseKey key, String address, ExpectedVersion expected, Actor actor) {
    var on = cases.take(key, expected);
    var because = actor.name() + " ended that they take part";
    var none = Problem.notFound("Nobody at that address takes part in " + key + ".");
    var who = EmailAddress.of(address).orElseThrow(() -> none);
    changes.record(
        on,
        ParticipantReversal.KIND,
        actor,
        () -> {
          var before = participants.standing(on.id, who);
          if (!participants.end(on.id, who, because)) {
            throw none;
          }
          timeline.add(on.id, "participant", actor, "ended that " + who + " takes part");
          on.changed(clock.instant());
          return ParticipantReversal.details(who, before, participants.standing(on.id, who));
        });
  }
}
