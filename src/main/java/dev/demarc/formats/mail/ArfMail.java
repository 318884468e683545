package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mime.HeaderFields;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Abuse Reporting Format: RFC 5965, with authentication failures (RFC 6591) and source ports (RFC
 * 6692). Senders put the feedback part under other types, encode it, send several or forward the
 * whole report inside another mail; the outermost first feedback part counts.
 */
public final class ArfMail implements ReportFormat {

  private static final Pattern FEEDBACK =
      Pattern.compile("(?im)^feedback-type[ \\t]*:[ \\t]*[a-z]");
  private static final Pattern IDENTIFIED =
      Pattern.compile("(?im)^(user-agent|version|source-ip)[ \\t]*:");
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z-]+");
  private static final int SNIFFED_BYTES = 2_048;
  private static final int LONGEST_FEEDBACK = 64 * 1024;
  private static final int MOST_FURTHER = 200;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && reportWithin(opened.mail()).isPresent();
  }

  /** The mail that holds the feedback part: the outermost one, or one that it forwards. */
  private static Optional<MailPart> reportWithin(MailPart mail) {
    return ForwardedMail.enclosed(mail)
        .filter(
            m -> m.isReportOfType("feedback-report") || m.leaves().anyMatch(ArfMail::isFeedback))
        .findFirst();
  }

  private static boolean isFeedback(MailPart part) {
    if (part.mimeType.equals("message/feedback-report")) {
      return true;
    }
    boolean possible =
        part.message == null
            && part.content.length <= LONGEST_FEEDBACK
            && (part.isText()
                || part.mimeType.startsWith("message/")
                || part.mimeType.equals("application/octet-stream"));
    return possible && startsAsFeedback(part.start(SNIFFED_BYTES));
  }

  /** A header block with the field, and not a text for people that quotes one. */
  private static boolean startsAsFeedback(String text) {
    var start = text.stripLeading();
    int colon = start.indexOf(':');
    boolean field = colon > 0 && colon < 40 && FIELD_NAME.matches(start.substring(0, colon));
    return field
        && start.toLowerCase(Locale.ROOT).contains("feedback-type")
        && FEEDBACK.matcher(start).find()
        && IDENTIFIED.matcher(start).find();
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var report = reportWithin(opened.requireMail()).orElseThrow();
    var draft = PlainMail.draft("arf", opened, report);
    var parts = report.leaves().toList();
    var feedback = parts.stream().filter(ArfMail::isFeedback).toList();
    if (feedback.isEmpty()) {
      draft.problem("The report has no message/feedback-report part (RFC 5965 section 2d).");
    } else if (feedback.size() > 1) {
      draft.problem(
          "The report has "
              + feedback.size()
              + " feedback parts; the first one was read, of the others only their sources.");
    }
    var fields = feedback.isEmpty() ? new HeaderFields() : fields(feedback.get(0));
    var complaining = complaining(draft, parts);
    new FeedbackFields(fields, complaining).describe(draft);
    feedback.stream()
        .skip(1)
        .limit(MOST_FURTHER)
        .forEach(f -> new FeedbackFields(fields(f), complaining).sources(draft.indicators));
    if (report == opened.requireMail() && draft.requireMail().mayBeAnswered()) {
      draft.mail = draft.requireMail().as(draft.requireMail().kind(), "feedback report");
    }
    draft.category = category(fields.first("Feedback-Type"));
    draft.text(MailText.of(report == opened.requireMail() ? report : opened.requireMail()));
    original(parts).ifPresent(original -> addOriginal(draft, original, fields));
    PlainMail.mine(draft, MailText.of(report));
    if (!hasSubjectOf(original(parts), report)) {
      PlainMail.stated(draft, opened, report);
    }
    return draft.finish();
  }

  /**
   * Some loops give the complaint the subject of the mail, whose numbers are those of its sender.
   */
  private static boolean hasSubjectOf(Optional<OriginalMail> original, MailPart report) {
    var own = report.headers.first("Subject");
    var other = original.map(o -> o.headers().first("Subject")).orElse("");
    return own != null && !other.isBlank() && own.contains(other.strip());
  }

  /** Who reports, and to whom the mail was sent that is complained about. */
  private static List<String> complaining(ReportDraft draft, List<MailPart> parts) {
    var complaining = new ArrayList<String>();
    complaining.add(draft.reporter == null ? null : draft.reporter.email());
    complaining.add(draft.requireMail().from());
    original(parts)
        .ifPresent(o -> complaining.addAll(AddressList.addresses(o.headers().raw("To"))));
    return complaining;
  }

  /** The machine-readable part is one header block; some senders put empty lines into it. */
  private static HeaderFields fields(MailPart part) {
    return HeaderFields.ofText(part.start(LONGEST_FEEDBACK));
  }

  private static Optional<OriginalMail> original(List<MailPart> parts) {
    return parts.stream()
        .flatMap(p -> OriginalMail.of(p).stream())
        .findFirst()
        .or(
            () ->
                parts.stream()
                    .filter(p -> !isFeedback(p))
                    .flatMap(p -> OriginalMail.untyped(p).stream())
                    .findFirst());
  }

  private static void addOriginal(ReportDraft draft, OriginalMail original, HeaderFields fields) {
    original.describe(draft);
    draft.text(original.shown());
    var from = AddressList.first(original.headers().raw("From")).address();
    draft.indicators.add(from, Role.MENTIONED);
    IndicatorMiner.mentions(original.headers().first("Subject"), draft.indicators);
    IndicatorMiner.mentions(original.text(), draft.indicators);
    if (fields.first("Source-IP") == null) {
      // the hop that handed the mail to the reporter; the ones below it are the sender's own words
      IndicatorMiner.mentions(original.headers().raw("Received"), draft.indicators);
    }
    if (draft.occurredAt == null && fields.first("Arrival-Date", "Received-Date") == null) {
      draft.occurredAt = StatedDate.of(original.headers().raw("Date")).orElse(null);
    }
  }

  private static @Nullable Category category(@Nullable String feedbackType) {
    if (feedbackType == null) {
      return null;
    }
    int comment = feedbackType.indexOf('(');
    var type = comment < 0 ? feedbackType : feedbackType.substring(0, comment);
    return switch (type.strip().toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "abuse", "complaint", "miscategorized", "spam", "spamtrap", "junk" -> Category.SPAM;
      case "fraud", "phishing", "auth-fraud", "phish" -> Category.PHISHING;
      case "virus", "malware" -> Category.MALWARE;
      case "auth-failure", "dkim" -> Category.AUTHENTICATION_FAILURE;
      case "copyright", "dmca" -> Category.COPYRIGHT;
      default -> Category.OTHER;
    };
  }
}
