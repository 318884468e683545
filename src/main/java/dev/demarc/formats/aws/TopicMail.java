package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Submission;
import dev.demarc.formats.mail.PlainMail;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Mails that an SNS topic sends to a subscriber: the text is the published message, for findings
 * and events JSON, then a line of dashes and how to unsubscribe. Read as what the message is.
 */
public final class TopicMail implements ReportFormat {

  private static final Pattern SENDER =
      Pattern.compile(
          "(?i)^no-?reply@(sns\\.([a-z0-9-]+\\.)?amazonaws\\.com|([a-z0-9-]+\\.)?sns\\.amazonaws\\.com)$");
  private static final Pattern FOOTER = Pattern.compile("(?m)^-- ?$");

  private final Function<Submission, ParsedReport> reader;

  /**
   * @param reader reads the published message by itself; throws {@link MalformedReport} as {@link
   *     #read} does
   */
  public TopicMail(Function<Submission, ParsedReport> reader) {
    this.reader = reader;
  }

  static boolean isSender(@Nullable String address) {
    return address != null && SENDER.matcher(address).find();
  }

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && message(opened) != null;
  }

  /** The published message read as its own format; null where it is no report in a known one. */
  private @Nullable ParsedReport message(OpenedSubmission opened) {
    var json = json(opened.requireMail());
    if (json == null || JsonTree.readOrNull(json) == null) {
      return null;
    }
    try {
      var received = opened.submission().receivedAt();
      var report = reader.apply(new Submission(json, "application/json", received));
      return report.format().equals("text") ? null : report;
    } catch (MalformedReport e) {
      return null;
    }
  }

  private static byte @Nullable [] json(MailPart mail) {
    if (!isSender(AddressList.first(mail.headers.raw("From")).address())) {
      return null;
    }
    var text = MailText.of(mail).strip();
    var footer = FOOTER.matcher(text);
    var message = footer.find() ? text.substring(0, footer.start()).strip() : text;
    return message.startsWith("{") ? message.getBytes(StandardCharsets.UTF_8) : null;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var message = OpenedSubmission.recognised(message(opened));
    var draft = PlainMail.draft(message.format(), opened);
    AwsSender.of(opened.requireMail()).describe(draft);
    var own = draft.finish();
    var details = new LinkedHashMap<>(message.details());
    own.details().forEach(details::putIfAbsent);
    var named = new ArrayList<>(message.named());
    named.addAll(own.named());
    var problems = new ArrayList<>(message.problems());
    problems.addAll(own.problems());
    return new ParsedReport(
        message.format(),
        message.title(),
        message.text(),
        message.reporter() == null ? own.reporter() : message.reporter(),
        message.occurredAt(),
        message.category(),
        message.service(),
        message.accountId(),
        message.region(),
        message.severity(),
        message.externalId(),
        message.tlp(),
        message.statement().byMail(own.statement().origin()),
        message.indicators(),
        details,
        named,
        own.mail(),
        own.attachments(),
        problems);
  }
}
