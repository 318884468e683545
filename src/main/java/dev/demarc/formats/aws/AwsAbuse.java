package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.text.LabelledLines;
import dev.demarc.formats.text.ReplyDeadline;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an abuse notice of AWS says beyond naming the resource: the activity, the log, which notice
 * it is, and until when AWS wants an answer. Where it names no time it is 24 hours.
 */
final class AwsAbuse {

  private static final Duration USUAL_PERIOD = Duration.ofHours(24);
  private static final int LONGEST_LOG = 4_096;
  private static final Pattern FINAL =
      Pattern.compile(
          "(?i)\\bfinal (notification|notice|reminder|warning)\\b|\\blast (notice|reminder)\\b");
  private static final Pattern REMINDER =
      Pattern.compile(
          "(?i)\\b(second|third|2nd|3rd) (notice|notification)\\b|\\breminder\\b|recently sent an"
              + " abuse report|have not (yet )?(heard|received)( back)?|haven't (yet"
              + " )?(heard|received)|still awaiting|follow(ing)?[- ]up");
  private static final Pattern OVER =
      Pattern.compile(
          "(?i)\\b(this|the|your) (abuse )?(case|report|matter|issue) (has been|is( now)?|was)"
              + " (resolved|closed)\\b|\\bwe (have|'ve) (now )?(resolved|closed) (this|the|your)"
              + " (abuse )?(case|report)\\b|\\b(we|have) marked (this|the|your) (abuse"
              + " )?(case|report) as (resolved|closed)\\b|\\bno further action (is"
              + " )?(required|needed)\\b");

  /** What AWS itself says of it, before what the reporter wrote. */
  private static final Pattern RESEMBLES =
      Pattern.compile(
          "(?i)\\bactivity (?:which|that) (?:resembles|appears to be|indicates) ([^.]{5,300})");

  private static final Pattern LOG_START =
      Pattern.compile(
          "(?im)^[\\s>*-]*(?:log extract|log excerpt|logs? included below|logs?|evidence)[^\\n"
              + ":]{0,40}:[ \\t]*");
  private static final Pattern LOG_END =
      Pattern.compile(
          "(?im)^\\s*(?:\\*? ?comments?|\\*? ?how|regards|sincerely|thank you|best regards|required"
              + " actions?|>>>)\\b?.{0,60}$");

  private AwsAbuse() {}

  static void describe(ReportDraft draft, String words, MailFacts facts, Instant receivedAt) {
    var lines = LabelledLines.of(words);
    var subject = facts.subject() == null ? "" : facts.subject();
    var head = subject + "\n" + Text.cut(words, 2_000);
    var notice =
        FINAL.matcher(head).find() ? "final" : REMINDER.matcher(head).find() ? "reminder" : "first";
    var activity =
        lines.first(
            "reported activity",
            "activity",
            "abuse type",
            "type of abuse",
            "report type",
            "abuse category",
            "reason");
    draft.category = AwsActivity.category(activity);
    var resembles = RESEMBLES.matcher(Text.cut(words, 4_096));
    if (draft.category == null && resembles.find()) {
      draft.category = AwsActivity.category(resembles.group(1));
    }
    if (draft.category == null) {
      draft.category = AwsActivity.category(beforeLog(words));
    }
    draft
        .detail("notice", notice)
        .detail("reportedActivity", Text.oneLineOrNull(activity, 300))
        .detail(
            "requiredActions",
            Text.oneLineOrNull(lines.first("required actions", "required action"), 1_000))
        .detail("logExtract", logExtract(words));
    draft.occurredAt =
        StatedDate.of(
                lines.first(
                    "abuse time", "report begin time", "time of abuse", "start time", "time"))
            .orElse(null);
    draft.over(OVER.matcher(Text.cut(words, 16 * 1024)).find());
    draft.followsUp = !notice.equals("first");
    if (!draft.isOver()) {
      var sent = facts.date() == null ? receivedAt : facts.date();
      var named = ReplyDeadline.in(beforeLog(words), sent);
      draft.replyBy = named == null ? sent.plus(USUAL_PERIOD) : named;
      draft.replyByAssumed = named == null;
      draft.detail("replyByStated", named != null);
    }
  }

  private static String beforeLog(String words) {
    var log = LOG_START.matcher(words);
    int brackets = words.indexOf("<<<");
    int end = brackets >= 0 ? brackets : log.find() ? log.start() : words.length();
    int after = words.indexOf(">>>", end);
    return words.substring(0, end) + (after < 0 ? "" : words.substring(after));
  }

  /** Between {@code <<<} and {@code >>>}, else behind the words that announce it. */
  private static @Nullable String logExtract(String words) {
    int open = words.indexOf("<<<");
    int close = open < 0 ? -1 : words.indexOf(">>>", open);
    if (close > open) {
      return Text.cut(words.substring(open + 3, close).strip(), LONGEST_LOG);
    }
    var start = LOG_START.matcher(words);
    if (!start.find()) {
      return null;
    }
    var rest = words.substring(start.end());
    var end = LOG_END.matcher(rest);
    return Text.cut((end.find() ? rest.substring(0, end.start()) : rest).strip(), LONGEST_LOG);
  }
}
