package dev.demarc.console.cases.page;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.participants.Participant;
import dev.demarc.casework.volume.ReportVolume.Volume;
import dev.demarc.drafts.Drafts.Draft;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Indicator.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the case page shows beside the case itself.
 *
 * @param readings null where the decision is sure enough
 * @param report null where the case has none
 * @param chart null where it is no storm
 * @param names people's names by user name
 * @param seen the newest entry that the timeline shows; null where it is empty
 * @param since what others did since whoever changed the case last looked; empty without a conflict
 */
public record CaseView(
    DrawnLine line,
    @Nullable TwoReadings readings,
    @Nullable ShownReport report,
    Volume volume,
    @Nullable VolumeChart chart,
    @Nullable VolumeChart narrowChart,
    List<FoldedTimeline.Phase> phases,
    Map<String, String> names,
    Composer.Written written,
    @Nullable UUID seen,
    List<CaseFile.CaseEvent> since) {

  /** What stands in the place of a rule where a person handed a part on. */
  private static final String MOVED_BY = "moved by ";

  /** A person's name; the user name where it is nobody's. */
  public String nameOf(String username) {
    return names.getOrDefault(username, username);
  }

  /** What brought a part to its queue: a rule, or a person. */
  public String routed(CaseFile.WorkItemLine item) {
    var rule = item.rule();
    return rule != null && rule.startsWith(MOVED_BY)
        ? MOVED_BY + nameOf(rule.substring(MOVED_BY.length()))
        : "by the rule “" + rule + "”";
  }

  /** What was typed into this form and not sent; null where nothing was. */
  public @Nullable Draft draft(String tab) {
    return written.drafts().get(tab);
  }

  public String draftBody(String tab) {
    return written.drafts().containsKey(tab) ? written.drafts().get(tab).body() : "";
  }

  public String draftSubject(String tab) {
    return written.drafts().containsKey(tab) ? written.drafts().get(tab).subject() : "";
  }

  /** Whether a reply goes to them unless somebody says otherwise. */
  public boolean isTicked(Participant participant) {
    var draft = written.drafts().get("reply");
    return draft == null ? participant.takesPart() : draft.names(participant.address());
  }

  public boolean noneTakesPart(List<Participant> participants) {
    return participants.stream().noneMatch(Participant::takesPart);
  }

  public boolean hasOthers(List<Participant> participants) {
    return participants.stream().anyMatch(p -> !p.takesPart());
  }

  /** The one thing that all reports name, for one sentence; null where there is none. */
  public CaseFile.@Nullable IndicatorLine subject(CaseFile file) {
    return file.indicators().stream()
        .filter(i -> i.role() == Role.SOURCE)
        .findFirst()
        .or(() -> file.indicators().stream().filter(i -> i.role() == Role.RESOURCE).findFirst())
        .or(
            () ->
                file.indicators().stream()
                    .filter(i -> i.role() != Role.REPORTER && i.role() != Role.FURNITURE)
                    .findFirst())
        .orElse(null);
  }

  /** Its parts, what is to be done first and what was withdrawn last. */
  public List<CaseFile.WorkItemLine> parts(CaseFile file) {
    return file.workItems().stream()
        .sorted(
            Comparator.comparing(
                item -> item.status().isOpen() ? 0 : item.status() == WorkStatus.WITHDRAWN ? 2 : 1))
        .toList();
  }

  /** The part that waits and comes back first; null where none waits. */
  public CaseFile.@Nullable WorkItemLine waits(CaseFile file) {
    return file.workItems().stream()
        .filter(item -> item.waitingOn() != null && item.waitingUntil() != null)
        .min(Comparator.comparing(CaseFile.WorkItemLine::waitingUntil))
        .orElse(null);
  }

  /** Whether whoever looks can take back the change that the entry tells of. */
  public boolean mayUndo(CaseFile file, CaseFile.CaseEvent event) {
    return event.change() != null
        && !event.undone()
        && file.undoable().stream()
            .anyMatch(c -> c.id().equals(event.change()) && c.undoUntil() != null);
  }

  /** Whether every report names it. */
  public boolean isInAll(CaseFile file, CaseFile.IndicatorLine indicator) {
    return indicator != null && indicator.reports() >= file.reportCount();
  }

  /** Whether the decision is below the threshold and nobody has decided. */
  public boolean isUnsure() {
    return readings != null;
  }

  /** Reasons that stand on no layer of what is drawn. */
  public List<DrawnLine.Quote> elsewhere() {
    return readings == null ? line.elsewhere() : readings.elsewhere();
  }

  /** What the answer to "Is it ours?" is, in one line. */
  public String ours(CaseFile file) {
    if (isUnsure()) {
      return switch (file.assessment().assessment().kind()) {
        case QUESTION -> "It is a question, not a report.";
        case DENIAL -> "It says that something is not so.";
        case NOTHING -> "It says nothing that happened.";
        case REPORT, NOTICE -> "Not sure which side it is.";
      };
    }
    if (file.responsibility() == null) {
      return "Nobody has said yet.";
    }
    return switch (file.responsibility()) {
      case CUSTOMER -> "Yes, it is on the customer’s side of the line.";
      case AWS -> "No, it is on AWS’s side of the line.";
      case SHARED -> "Yes, and work on both sides of the line.";
    };
  }

  /** What the answer to "What has to happen?" is, in one line. */
  public String toDo(CaseFile file) {
    var open = file.workItems().stream().filter(i -> i.status().isOpen()).toList();
    if (file.mergedInto() != null || file.status().name().equals("MERGED")) {
      return "Nothing here: it was merged.";
    }
    if (file.status().name().equals("CLOSED")) {
      return "Nothing: it is closed.";
    }
    if (open.isEmpty()) {
      return "Nothing more: close it.";
    }
    if (isUnsure()) {
      return switch (file.assessment().assessment().kind()) {
        case QUESTION -> "Answer it, or decide whose it is.";
        case DENIAL, NOTHING -> "Close it, ask its sender, or decide whose it is.";
        case REPORT, NOTICE -> "Decide whose it is.";
      };
    }
    if (open.size() > 1) {
      return "Two things, one on each side.";
    }
    return open.get(0).side() == Side.AWS
        ? "One thing, and AWS does it."
        : "One thing, and the customer does it.";
  }
}
