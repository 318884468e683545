package dev.demarc.casework.participants;

import static java.util.stream.Collectors.joining;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.outcomes.Outcomes.Chosen;
import dev.demarc.casework.participants.ParticipantList.Correspondent;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.notification.Notifications;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells those who take part how a case ended, in the words that the desk chose for it. */
@ApplicationScoped
public class ClosingNotices {

  private static final int AT_MOST = 20;

  private final ParticipantList participants;
  private final Notifications notifications;
  private final Timeline timeline;

  ClosingNotices(ParticipantList participants, Notifications notifications, Timeline timeline) {
    this.participants = participants;
    this.notifications = notifications;
    this.timeline = timeline;
  }

  /**
   * @param own what the person who closes the case adds; null for nothing
   */
  public void send(IncidentCase on, Chosen ended, @Nullable String own, Actor actor) {
    var to = participants.takingPart(on.id, AT_MOST);
    var words = ended.outcome().toReporter(on.key, ended.reason());
    var body = own == null || own.isBlank() ? words : words + "\n\n" + own;
    if (to.isEmpty() || body.isBlank()) {
      return;
    }
    timeline.add(
        on.id,
        "told",
        actor,
        "told " + to.stream().map(Correspondent::address).collect(joining(", ")) + " how it ended",
        body,
        Visibility.REPORTER);
    boolean ours = on.tlp != null && on.tlp.isForTeamsOnly();
    for (var one : to) {
      var about = ours || one.title() == null ? "About your report" : one.title();
      notifications.noteToReporter(on.id, on.key, one.address(), about, body, one.messageId());
    }
  }
}
