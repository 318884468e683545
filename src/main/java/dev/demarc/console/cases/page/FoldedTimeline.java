package dev.demarc.console.cases.page;

import com.google.re2j.Pattern;
import dev.demarc.casework.CaseFile.CaseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A timeline with one entry for each phase: a run of entries that the engine or the mailer made of
 * the same kind is told as one, and opens. Nothing is left out. Pure.
 */
public final class FoldedTimeline {

  /** What comes in runs when many report the same. */
  private static final Set<String> FOLDED = Set.of("joined", "mail", "acknowledged", "participant");

  private static final int RUN = 3;

  private static final Pattern COUNTED = Pattern.compile("joined ([\\d,]+) reports? since");

  private FoldedTimeline() {}

  /**
   * @param told the sentence of a phase; null for an entry by itself
   * @param events newest first; one of them where it is an entry by itself
   */
  public record Phase(@Nullable String told, List<CaseEvent> events) {
    public CaseEvent newest() {
      return events.get(0);
    }

    public CaseEvent oldest() {
      return events.get(events.size() - 1);
    }
  }

  /**
   * @param newestFirst a page of the timeline
   */
  public static List<Phase> of(List<CaseEvent> newestFirst) {
    var phases = new ArrayList<Phase>();
    int at = 0;
    while (at < newestFirst.size()) {
      int end = at + 1;
      while (end < newestFirst.size() && goesOn(newestFirst.get(at), newestFirst.get(end))) {
        end++;
      }
      var run = List.copyOf(newestFirst.subList(at, end));
      if (run.size() >= RUN) {
        phases.add(new Phase(summary(run), run));
      } else {
        run.forEach(event -> phases.add(new Phase(null, List.of(event))));
      }
      at = end;
    }
    return phases;
  }

  /** Mails to those who report belong to the phase in which they report. */
  private static boolean goesOn(CaseEvent one, CaseEvent next) {
    return FOLDED.contains(one.kind()) && FOLDED.contains(next.kind()) && next.body() == null;
  }

  private static String summary(List<CaseEvent> run) {
    int joined =
        run.stream().filter(e -> e.kind().equals("joined")).mapToInt(FoldedTimeline::reports).sum();
    long mails = run.stream().filter(e -> e.kind().equals("mail")).count();
    var parts = new ArrayList<String>();
    if (joined > 0) {
      parts.add(
          joined == 1
              ? "1 report joined"
              : String.format(Locale.ROOT, "%,d reports joined", joined));
    }
    if (mails > 0) {
      parts.add(
          mails == 1 ? "1 mail went out" : String.format(Locale.ROOT, "%,d mails went out", mails));
    }
    return parts.isEmpty() ? run.size() + " entries" : String.join(", ", parts);
  }

  /** One entry tells of one report, or counts those of an hour. */
  private static int reports(CaseEvent event) {
    var found = COUNTED.matcher(event.summary());
    return found.find() ? Integer.parseInt(found.group(1).replace(",", "")) : 1;
  }
}
