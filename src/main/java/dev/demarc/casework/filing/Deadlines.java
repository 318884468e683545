package dev.demarc.casework.filing;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.SourceStatement;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Until when a source wants an answer, kept on the case: its clocks end no later. */
@ApplicationScoped
public class Deadlines {

  private final Cases cases;
  private final Timeline timeline;
  private final EntityManager database;

  Deadlines(Cases cases, Timeline timeline, EntityManager database) {
    this.cases = cases;
    this.timeline = timeline;
    this.database = database;
  }

  /**
   * Takes over what a report says. A repeat or a reminder says nothing new, and so undoes no
   * extension that a person was granted; a notice that names an earlier time does. One that was
   * written when the time had passed, and names another, is the last word on it.
   *
   * @param may whether the report may set the clock: it opened the case, or comes from where the
   *     case is known from
   * @param told whether the report is told on the timeline
   */
  public void take(IncidentCase on, SourceStatement word, boolean may, boolean told) {
    var replyBy = word.replyBy();
    if (replyBy == null || !isNews(on, word, replyBy)) {
      return;
    }
    if (may && on.replyBy != null && replyBy.isAfter(on.replyBy)) {
      renew(on, replyBy, on.replyBy, word.by());
    } else if (may) {
      set(on, replyBy, null, word.by());
    } else if (told) {
      timeline.add(
          on.id,
          "doubted",
          Actor.ENGINE,
          "left the clock as it is: the report that joined wants an answer by "
              + minute(replyBy)
              + ", but "
              + word.doubtOfDeadline());
    }
  }

  private static boolean isNews(IncidentCase on, SourceStatement word, Instant replyBy) {
    if (on.extendedTo != null && word.assumed()) {
      return false;
    }
    return on.replyBy == null
        || replyBy.isBefore(on.replyBy)
        || on.extendedTo == null && word.namesTimeAfter(on.replyBy);
  }

  private void renew(IncidentCase on, Instant replyBy, Instant passed, @Nullable String by) {
    on.replyBy = replyBy;
    database.flush();
    cases.updateClock(on);
    timeline.add(
        on.id,
        "deadline",
        Actor.ENGINE,
        "set the clock to "
            + minute(replyBy)
            + ", until when "
            + (by == null ? "the source" : by)
            + " still takes an answer; "
            + minute(passed)
            + " had passed");
  }

  /** What another case was asked that is put into this one, with what was granted there. */
  public void takeFrom(IncidentCase from, IncidentCase into) {
    if (from.replyBy != null && (into.replyBy == null || from.replyBy.isBefore(into.replyBy))) {
      set(into, from.replyBy, from.extendedTo, null);
    }
  }

  private void set(
      IncidentCase on, Instant replyBy, @Nullable Instant extendedTo, @Nullable String by) {
    on.replyBy = replyBy;
    on.extendedTo = extendedTo;
    var end = extendedTo == null ? replyBy : extendedTo;
    database.flush();
    var later =
        cases.workItems(on).stream()
            .filter(item -> item.status.isOpen() && item.dueAt.isAfter(end))
            .toList();
    if (later.isEmpty()) {
      // the answer has a clock of its own, also where the work ends before it
      cases.updateClock(on);
      return;
    }
    var change = FieldChange.NONE;
    for (var item : later) {
      change = change.with(item.side.slug() + ".dueAt", item.dueAt, end);
      item.dueAt = end;
    }
    cases.updateClock(on);
    timeline.add(
        on.id,
        "deadline",
        Actor.ENGINE,
        "set the clock to "
            + minute(end)
            + (by == null ? ", when an answer is wanted" : ", when " + by + " wants an answer"),
        null,
        change);
  }

  private static Instant minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }
}
