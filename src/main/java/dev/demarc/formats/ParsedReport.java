package dev.demarc.formats;

import dev.demarc.formats.files.Attachment;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read out of one report, whatever it was written in. Absent facts are null, lists are
 * never null.
 *
 * @param format the slug of the format: {@code demarc}, {@code xarf-v4}, {@code xarf-v3}, {@code
 *     arf}, {@code mail} or {@code text}
 * @param title one line for people, at most 300 characters
 * @param text what the report says, for people and for the engine: decoded, without markup, at most
 *     1 MiB of characters
 * @param category the category the report itself claims, where it does
 * @param service the AWS service as the report names it, where it does
 * @param statement what the source states about the matter: what decisions hang on
 * @param details the format's own fields under the names that the API promises (for ARF {@code
 *     feedbackType}, {@code sourceIp}, ...); JSON-serialisable values only. For display: no rule
 *     reads them
 * @param named what the format's own fields say that may name a service, a resource or what
 *     happened: event codes, finding types, hosts, ARNs, at most 300 characters each
 * @param mail the message's own headers, where the report came as a mail
 * @param problems what could not be read, in words for people; a report with problems is still
 *     filed
 */
public record ParsedReport(
    String format,
    String title,
    String text,
    @Nullable Reporter reporter,
    @Nullable Instant occurredAt,
    @Nullable Category category,
    @Nullable String service,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable Severity severity,
    @Nullable String externalId,
    @Nullable String tlp,
    Statement statement,
    List<Indicator> indicators,
    Map<String, Object> details,
    List<String> named,
    @Nullable MailFacts mail,
    List<Attachment> attachments,
    List<String> problems) {

  /**
   * The headers of a report that came as a mail.
   *
   * @throws IllegalStateException where it did not
   */
  public MailFacts requireMail() {
    if (mail == null) {
      throw new IllegalStateException("the report is no mail but " + format);
    }
    return mail;
  }

  /** Who reports: any of the three may be null. */
  public record Reporter(
      @Nullable String name, @Nullable String email, @Nullable String organization) {}

  /** Until when the source wants an answer; null where it says nothing. */
  public @Nullable Instant replyBy() {
    return statement.replyBy();
  }

  /** Whether the source says that the matter is over. */
  public boolean resolved() {
    return statement.isOver();
  }

  /** The same with what it names in other roles. */
  public ParsedReport naming(List<Indicator> others) {
    return with(statement, others, details);
  }

  /** The same as a test submission. */
  public ParsedReport asTest() {
    var more = new LinkedHashMap<>(details);
    more.put("testSubmission", true);
    return with(statement.as(Statement.Kind.TEST), indicators, Collections.unmodifiableMap(more));
  }

  private ParsedReport with(Statement stated, List<Indicator> found, Map<String, Object> ofFormat) {
    return new ParsedReport(
        format,
        title,
        text,
        reporter,
        occurredAt,
        category,
        service,
        accountId,
        region,
        severity,
        externalId,
        tlp,
        stated,
        found,
        ofFormat,
        named,
        mail,
        attachments,
        problems);
  }

  public ParsedReport {
    indicators = List.copyOf(indicators);
    named = List.copyOf(named);
    attachments = List.copyOf(attachments);
    problems = List.copyOf(problems);
  }
}
