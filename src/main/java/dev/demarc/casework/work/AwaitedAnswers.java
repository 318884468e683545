package dev.demarc.casework.work;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers that a part may wait for, however they arrive: whatever waits for them goes on. */
@ApplicationScoped
public class AwaitedAnswers {

  private static final int LONGEST = 20_000;

  private final Cases cases;
  private final TeamAddresses teams;
  private final Waits waits;
  private final Changes changes;
  private final Timeline timeline;
  private final Clock clock;

  AwaitedAnswers(
      Cases cases,
      TeamAddresses teams,
      Waits waits,
      Changes changes,
      Timeline timeline,
      Clock clock) {
    this.cases = cases;
    this.teams = teams;
    this.waits = waits;
    this.changes = changes;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Notes what somebody answered elsewhere: on the phone, in a ticket of theirs.
   *
   * @throws Problem NOT_FOUND; CONFLICT where the case is closed or merged; INVALID naming the
   *     field; OUT_OF_DATE or PRECONDITION_FAILED
   */
  @Transactional
  public void receive(
      CaseKey key, @Nullable WaitingOn from, String body, ExpectedVersion expected, Actor actor) {
    if (from == null || from == WaitingOn.NOBODY) {
      throw Problem.invalid("from", "must be aws, customer, reporter or third-party");
    }
    var text = TypedText.orEmpty(body);
    if (text.isEmpty() || text.length() > LONGEST) {
      throw Problem.invalid("body", "must have 1 to " + LONGEST + " characters");
    }
    var on = cases.takeOpen(key, expected);
    changes.record(
        on,
        "received-answer",
        actor,
        () -> {
          timeline.add(
              on.id,
              "reply",
              actor,
              "noted an answer from " + from.words(),
              text,
              Visibility.INTERNAL);
          on.changed(clock.instant());
          waits.answered(on, EnumSet.of(from), "an answer came from " + from.words());
        });
  }

  /** A mail that somebody wrote themselves arrived on the case. */
  public void byMail(IncidentCase on, String writer) {
    var sides = EmailAddress.of(writer).map(address -> teams.sidesOf(on, address)).orElse(Set.of());
    var by =
        sides.isEmpty()
            ? EnumSet.of(WaitingOn.REPORTER, WaitingOn.THIRD_PARTY)
            : sides.stream().map(WaitingOn::of).collect(Collectors.toSet());
    waits.answered(on, by, "an answer came by mail from " + writer);
  }

  /** Somebody at this address, who proved it, wrote on the page of their report. */
  public void onPage(IncidentCase on, String writer) {
    waits.answered(
        on,
        EnumSet.of(WaitingOn.REPORTER, WaitingOn.THIRD_PARTY),
        "an answer came on the page of a report from " + writer);
  }

  /** A question that the reports had left open is answered. */
  void byQuestion(IncidentCase on, String question) {
    waits.answered(
        on,
        EnumSet.of(WaitingOn.CUSTOMER, WaitingOn.REPORTER, WaitingOn.THIRD_PARTY),
        "“" + question + "” is answered");
  }
}
