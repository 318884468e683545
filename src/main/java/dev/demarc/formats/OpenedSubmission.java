package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailParser;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A submission opened once, so that each format need not do it again: at most one of {@code json}
 * and {@code mail} is there.
 *
 * @param json the JSON tree without what AWS wrapped around it, null where the body is not JSON
 * @param mail the MIME tree, null where the body is not a mail
 * @param envelope what was wrapped around the JSON; null where the body is not JSON
 */
public record OpenedSubmission(
    Submission submission,
    @Nullable JsonNode json,
    @Nullable MailPart mail,
    @Nullable EventEnvelope envelope) {

  private static final Pattern MAIL_START =
      Pattern.compile(
          "(?i)^(from |(received|return-path|delivered-to|from|to|subject|date|message-id"
              + "|mime-version|dkim-signature|x-[a-z-]+):)");
  private static final int SNIFFED_BYTES = 512;

  /**
   * @throws UnreadableReport where the content type says JSON and the bytes are not
   */
  public static OpenedSubmission of(Submission submission) {
    if (submission.isMail() || submission.mediaType().equals("message/global")) {
      return ofMail(submission);
    }
    if (MailParser.isSavedMail(submission.mediaType())
        && !startsLikeAMail(start(submission.raw()))) {
      var mail = MailParser.parseSaved(submission.raw(), submission.mediaType());
      return new OpenedSubmission(submission, null, mail, null);
    }
    if (submission.isJson()) {
      return ofJson(submission, JsonTree.read(submission.raw()));
    }
    var start = start(submission.raw());
    if (start.startsWith("{")) {
      return ofJson(submission, JsonTree.readOrNull(submission.raw()));
    }
    if (!submission.mediaType().startsWith("text/") && startsLikeAMail(start)) {
      return ofMail(submission);
    }
    return ofJson(submission, null);
  }

  public static OpenedSubmission ofJson(Submission submission, @Nullable JsonNode json) {
    if (json == null) {
      return new OpenedSubmission(submission, null, null, null);
    }
    var envelope = EventEnvelope.around(json);
    return new OpenedSubmission(submission, envelope.document(), null, envelope);
  }

  private static OpenedSubmission ofMail(Submission submission) {
    return new OpenedSubmission(submission, null, MailParser.parse(submission.raw()), null);
  }

  private static String start(byte[] raw) {
    return Text.decode(java.util.Arrays.copyOf(raw, Math.min(raw.length, SNIFFED_BYTES)), null)
        .strip();
  }

  private static boolean startsLikeAMail(String start) {
    return MAIL_START.matcher(start).find();
  }

  /**
   * The mail, for a format that recognises mails only.
   *
   * @throws IllegalStateException where the body is none: it was not recognised before
   */
  public MailPart requireMail() {
    return recognised(mail);
  }

  /**
   * The JSON, for a format that recognises JSON only.
   *
   * @throws IllegalStateException where the body is none
   */
  public JsonNode requireJson() {
    return recognised(json);
  }

  /**
   * What was around the JSON, for a format that recognises JSON only.
   *
   * @throws IllegalStateException where the body is none
   */
  public EventEnvelope requireEnvelope() {
    return recognised(envelope);
  }

  /**
   * What a format found when it recognised the submission.
   *
   * @throws IllegalStateException where it is not there: it was not recognised before
   */
  public static <T> T recognised(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("a format reads what it does not recognise");
    }
    return part;
  }

  /** A field at the top of the JSON object; a missing node where there is none. */
  public JsonNode field(String name) {
    return json == null
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : json.path(name);
  }
}
