package dev.demarc.formats.reader;

import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.RolesOfAll;
import dev.demarc.formats.mailfacts.MailFactsReader;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anything else: kept as text for people. Recognises every submission, so it comes last. */
final class PlainText implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return true;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = new ReportDraft("text");
    if (opened.mail() != null) {
      draft.problem("This was sent as a mail, but has no mail header; its bytes are kept as text.");
      draft.mail = MailFactsReader.read(opened.mail());
      opened.mail().problems.forEach(draft::problem);
    }
    return read(opened, draft);
  }

  /** None is listed: its bytes are its text. */
  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    return List.of();
  }

  /** What is left when a format fails on a submission: the text, and that it failed. */
  static ParsedReport unreadable(OpenedSubmission opened, Throwable failure) {
    var draft = new ReportDraft("text");
    draft.problem(
        "Reading this report failed ("
            + failure.getClass().getSimpleName()
            + "); its bytes are kept as text.");
    return read(opened, draft);
  }

  /** The text of a report that breaks the rules of its format, and which. */
  static ParsedReport malformed(OpenedSubmission opened, MalformedReport malformed) {
    var draft = new ReportDraft("text");
    draft.problem(malformed.getMessage());
    malformed.errors().forEach(e -> draft.problem((e.field() + " " + e.message()).strip()));
    return read(opened, draft);
  }

  private static ParsedReport read(OpenedSubmission opened, ReportDraft draft) {
    var raw = opened.submission().raw();
    var text = Text.cut(Text.decode(raw, charset(opened.submission().contentType())), Text.LONGEST);
    if (text.isBlank()) {
      draft.problem("The report is empty.");
    } else if (text.chars().limit(4_096).filter(c -> c == '\uFFFD').count() > 40) {
      draft.problem("The report does not look like text.");
    }
    draft.text(text);
    draft.title =
        text.lines()
            .map(l -> Text.oneLine(l, 200))
            .filter(l -> l.codePoints().anyMatch(Character::isLetterOrDigit))
            .findFirst()
            .orElse(null);
    RolesOfAll.settle(
        draft.indicators, IndicatorMiner.mine(text, draft.indicators), draft.correspondents);
    draft.occurredAt = StatedFacts.occurred(text, opened.submission().receivedAt());
    draft.region = StatedFacts.region(text);
    return draft.finish();
  }

  private static @Nullable String charset(String contentType) {
    int at = contentType.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    var name = contentType.substring(at + 8).split("[;\\s]", 2)[0].replace("\"", "");
    try {
      return Charset.forName(name).name();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
