package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.LabelledLines;
import dev.demarc.formats.text.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of AWS's mails one is, told by sender, subject and the shape of the text. */
enum AwsMailKind {
  ABUSE_NOTICE("abuse-notice"),
  SUPPORT_CASE("support-case"),
  HEALTH("health"),
  BILLING("billing"),
  NOTIFICATION("notification"),
  OTHER("other");

  private static final int READ_CHARS = 16 * 1024;
  private static final Pattern NOTICE_SUBJECT =
      Pattern.compile(
          "(?i)\\b(aws|amazon|ec2|lightsail|s3|cloudfront|ses)\\b.*\\babuse"
              + " (report|case|notice|complaint|notification)|\\babuse"
              + " (report|case|notice)\\b.*\\b(aws|amazon|ec2)\\b|\\b(aws|amazon)\\b.*\\btrust"
              + " (&|and) safety");
  private static final Pattern NOTICE_SENDER =
      Pattern.compile(
          "(?i)^(ec2-abuse|aws-abuse|abuse|trustandsafety|trust-and-safety|aws-trust-and-safety)[^@]*@");
  private static final Pattern NOTICE_TEXT =
      Pattern.compile(
          "(?i)aws\\.amazon\\.com/(aup|agreement)|aws acceptable use policy|aws-abuse-report"
              + "|aws (trust (&|and) safety|abuse team)|implicat\\w+ (in activity|resources)");
  private static final Pattern SERVICE_SENDER =
      Pattern.compile(
          "(?i)^((no-?reply|do-?not-?reply|aws)[-a-z0-9+.]*@(amazon\\.com|amazonaws\\.com|aws\\.com)"
              + "|[^@]+@([a-z0-9-]+\\.)*(support\\.aws\\.com|aws\\.amazon\\.com|amazonaws\\.com|health\\.aws\\.com)"
              + "|health@aws\\.com)$");
  private static final Pattern SUPPORT =
      Pattern.compile("(?i)\\b(support case|new case|case (id|number)?[: #\\[]*\\d{9,})");
  private static final Pattern HEALTH_SUBJECT =
      Pattern.compile(
          "(?i)\\b(aws health|health event|personal health dashboard|scheduled (for"
              + " )?(retirement|maintenance)|retirement notification|degraded|operational"
              + " (issue|notification)|maintenance notification)");
  private static final Pattern BILLING_SUBJECT =
      Pattern.compile(
          "(?i)\\b(billing|invoice|payment|budget|free tier|cost"
              + " anomaly|tax|charge[sd]?|statement)\\b");

  /** Labels of notices that hardly stand together anywhere else. */
  private static final Set<String> LABELS =
      Set.of(
          "aws account id",
          "aws account",
          "aws id",
          "reported activity",
          "abuse time",
          "abuse type",
          "ec2 instance id",
          "instance id",
          "region",
          "required actions",
          "log extract",
          "report begin time",
          "implicated resource",
          "resource id",
          "resource arn");

  final String slug;

  AwsMailKind(String slug) {
    this.slug = slug;
  }

  /** Null for a mail that is none of AWS's and does not pretend to be. */
  static @Nullable AwsMailKind of(MailPart mail) {
    var subject = mail.headers.first("Subject");
    subject = subject == null ? "" : Text.oneLine(subject, 1_000);
    var sender = AwsSender.of(mail);
    boolean namedSo = NOTICE_SUBJECT.matcher(subject).find();
    boolean sentSo = sender.ofAwsDomain() && NOTICE_SENDER.matcher(sender.address()).find();
    if (sentSo || (namedSo && sender.ofAwsDomain())) {
      return ABUSE_NOTICE;
    }
    if ((namedSo || sender.claimed()) && hasShape(mail)) {
      return ABUSE_NOTICE;
    }
    boolean ofService = sender.address() != null && SERVICE_SENDER.matcher(sender.address()).find();
    return ofService ? byWords(sender, subject) : null;
  }

  private static boolean hasShape(MailPart mail) {
    var text = Text.cut(MailText.of(mail), READ_CHARS);
    var lines = LabelledLines.of(text);
    return lines.hasAtLeast(3, LABELS)
        || (NOTICE_TEXT.matcher(text).find() && lines.hasAtLeast(1, LABELS));
  }

  private static AwsMailKind byWords(AwsSender sender, @Nullable String subject) {
    if (TopicMail.isSender(sender.address())) {
      return NOTIFICATION;
    }
    if (SUPPORT.matcher(subject).find()) {
      return SUPPORT_CASE;
    }
    if (HEALTH_SUBJECT.matcher(subject).find()) {
      return HEALTH;
    }
    return BILLING_SUBJECT.matcher(subject).find() ? BILLING : OTHER;
  }
}
