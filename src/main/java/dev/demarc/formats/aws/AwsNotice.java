package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Series;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.indicators.Refanged;
import dev.demarc.formats.mail.ForwardedMail;
import dev.demarc.formats.mail.PlainMail;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mailfacts.MailFactsReader;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.LabelledLines;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Mails that AWS writes to the owner of an account: abuse notices above all, their reminders and
 * final notices, and what else comes from the same senders. Whoever claims to be AWS is read the
 * same way; {@link AwsSender} says whether anything confirms it.
 */
public final class AwsNotice implements ReportFormat {

  private static final Pattern CASE_IN_SUBJECT =
      Pattern.compile(
          "(?i)(?:abuse report|abuse case|support case|case(?: id)?|report)[:"
              + " #\\[-]{1,4}(\\d{9,18})\\b|\\[(?:case[ #:-]*)?(\\d{9,18})(?:-\\d{1,3})?\\]");
  private static final Pattern EXPOSED_KEY =
      Pattern.compile(
          "(?i)\\b(access )?keys? .{0,40}(exposed|compromised|leaked)|(exposed|compromised|leaked)"
              + " .{0,40}(access )?keys?\\b");
  private static final Pattern CASE_NUMBER = Pattern.compile("\\b(\\d{9,18})(?:-\\d{1,3})?\\b");
  private static final Pattern ACCOUNT = Pattern.compile("\\b(\\d{12}|\\d{4}-\\d{4}-\\d{4})\\b");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && noticeWithin(opened.mail()) != null;
  }

  private static @Nullable MailPart noticeWithin(MailPart mail) {
    return ForwardedMail.candidates(mail).stream()
        .filter(m -> AwsMailKind.of(m) != null)
        .filter(m -> m != mail || MailFactsReader.read(m).kind() == MailFacts.Kind.REPORT)
        .findFirst()
        .orElse(null);
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var mail = opened.requireMail();
    var notice = OpenedSubmission.recognised(noticeWithin(mail));
    var kind = OpenedSubmission.recognised(AwsMailKind.of(notice));
    var draft = PlainMail.draft("aws-notice", opened, notice);
    var text = PlainMail.withReport(mail, notice);
    draft.text(text);
    AwsSender.of(notice).describe(draft);
    var facts = MailFactsReader.read(notice);
    var words = MailText.of(notice);
    var lines = LabelledLines.of(words);
    draft.detail("awsMail", kind.slug);
    identify(draft, facts, lines, kind);
    resources(draft, lines);
    if (kind == AwsMailKind.ABUSE_NOTICE) {
      AwsAbuse.describe(draft, words, facts, opened.submission().receivedAt());
    } else if (EXPOSED_KEY.matcher(facts.subject() == null ? "" : facts.subject()).find()) {
      draft.category = Category.CREDENTIAL_EXPOSURE;
    }
    PlainMail.mine(draft, text);
    series(draft);
    return draft.finish();
  }

  /**
   * What AWS writes to one address about one kind of activity. A reminder or final notice can come
   * without a number, a thread or a resource, and only then is sought by this.
   */
  private static void series(ReportDraft draft) {
    if (draft.requireMail().to().isEmpty()) {
      return;
    }
    var to = draft.requireMail().to().get(0).toLowerCase(Locale.ROOT);
    var words = "a further notice of AWS to " + to + ", and names no case or resource";
    draft.series = new Series("aws-notices to", to, words, true);
    draft.followsUp &= !draft.knownToAws && !draft.indicators.has(Role.SOURCE);
  }

  private static void identify(
      ReportDraft draft, MailFacts facts, LabelledLines lines, AwsMailKind kind) {
    var number = caseNumber(facts.subject(), lines);
    draft.detail("awsCaseId", number);
    draft.knownToAws = number != null;
    draft.idScope = IdScope.ACCOUNT;
    draft.externalId = number;
    if (number == null && kind == AwsMailKind.ABUSE_NOTICE) {
      draft.externalId = thread(facts);
    }
    var account =
        lines.first(
            "aws account id", "aws account", "account id", "aws id", "account", "account number");
    var found = ACCOUNT.matcher(account == null ? "" : account);
    if (found.find()) {
      draft.accountId = found.group(1).replace("-", "");
      draft.indicators.add(
          new Observable(IndicatorType.AWS_ACCOUNT, draft.accountId), Role.MENTIONED);
    }
  }

  /** Without the number behind the hyphen, which counts the mails of one case. */
  private static @Nullable String caseNumber(@Nullable String subject, LabelledLines lines) {
    var found = CASE_IN_SUBJECT.matcher(subject == null ? "" : subject);
    if (found.find()) {
      return found.group(1) == null ? found.group(2) : found.group(1);
    }
    var labelled =
        lines.first(
            "case id",
            "case number",
            "case",
            "abuse report id",
            "abuse case id",
            "abuse case number",
            "report id",
            "abuse report",
            "aws abuse report id",
            "aws abuse case",
            "support case id");
    var number = CASE_NUMBER.matcher(labelled == null ? "" : labelled);
    return number.find() ? number.group(1) : null;
  }

  /** Notices without a number are held together by the first mail of their thread. */
  private static @Nullable String thread(MailFacts facts) {
    return facts.references().isEmpty() ? facts.messageId() : facts.references().get(0);
  }

  /** What the notice names as the culprit is the source, whatever the words around it. */
  private static void resources(ReportDraft draft, LabelledLines lines) {
    for (var label :
        List.of(
            "ec2 instance id",
            "instance id",
            "instance",
            "resource id",
            "resource",
            "resource arn",
            "implicated resource",
            "affected resource",
            "arn",
            "source ip",
            "ip address",
            "public ip",
            "source",
            "offending ip",
            "reported url",
            "url",
            "bucket",
            "distribution id")) {
      var value = lines.first(label);
      if (value != null) {
        for (var word : Refanged.of(Text.cut(value, 1_000)).split("[\\s,;\\[\\]()]+")) {
          draft.indicators.add(word, Role.SOURCE);
        }
      }
    }
    for (var label : List.of("destination ip", "remote ip", "target ip", "destination")) {
      var value = lines.first(label);
      draft.indicators.add(value == null ? null : value.split("[\\s,;]+", 2)[0], Role.TARGET);
    }
    var regions = lines.first("region", "regions", "aws region");
    if (regions != null) {
      draft.detail("regions", Text.oneLine(regions, 300));
      draft.region = StatedFacts.region(regions);
    }
  }
}
