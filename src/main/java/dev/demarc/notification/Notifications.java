package dev.demarc.notification;

import com.google.re2j.Pattern;
import dev.demarc.shared.Defang;
import dev.demarc.shared.EmailAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mails that Demarc sends. Each call puts one into the outbox of the running
 * transaction.
 */
@ApplicationScoped
public class Notifications {

  @CheckedTemplate(basePath = "mail")
  static class Templates {
    static native TemplateInstance workText(WorkNotice notice, DefangedValues.ConsoleLink url);

    static native TemplateInstance workHtml(WorkNotice notice, DefangedValues.ConsoleLink url);

    static native TemplateInstance linkText(
        String title, boolean receipt, DefangedValues.ConsoleLink url);

    static native TemplateInstance linkHtml(
        String title, boolean receipt, DefangedValues.ConsoleLink url);

    static native TemplateInstance plainText(
        @Nullable String title,
        String body,
        String footer,
        DefangedValues.@Nullable ConsoleLink url);

    static native TemplateInstance plainHtml(
        @Nullable String title,
        String body,
        String footer,
        DefangedValues.@Nullable ConsoleLink url);
  }

  static final String ACKNOWLEDGEMENT = "acknowledgement";
  static final String NOTE = "note";
  static final String ADDRESS_LINK = "address-link";

  /** What a Message-ID may be to be repeated: a sender's words could stand in it. */
  private static final Pattern MESSAGE_ID =
      Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,200}@[\\w.\\[\\]:-]{1,200}");

  private final Outbox outbox;
  private final AcknowledgementLimits limits;
  private final FoldedNotices folded;
  private final MailSettings settings;
  private final String publicUrl;

  /**
   * @param publicUrl where people reach the console: the links in mails start with it
   */
  Notifications(
      Outbox outbox,
      AcknowledgementLimits limits,
      FoldedNotices folded,
      MailSettings settings,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.outbox = outbox;
    this.limits = limits;
    this.folded = folded;
    this.settings = settings;
    this.publicUrl = publicUrl;
  }

  /** Tells a team of a work item that is now in its queue, or lets it be told with others. */
  public void workArrived(WorkNotice notice) {
    if (folded.take(notice)) {
      return;
    }
    var url = caseLink(notice.caseKey());
    outbox.put(
        notice.caseId(),
        "work-item",
        notice.recipient(),
        subject(notice.caseKey(), notice.side() + " part: " + notice.title()),
        Templates.workText(notice, url).render(),
        Templates.workHtml(notice, url).render(),
        threadOf(notice.caseKey()),
        notice.sample());
  }

  /** Tells a team of a work item on a case of which nothing may be told by mail. */
  public void restrictedWorkArrived(RestrictedNotice notice) {
    plain(
        new Letter(
            notice.caseId(),
            notice.caseKey(),
            "work-item",
            notice.recipient(),
            threadOf(notice.caseKey()),
            notice.sample()),
        "TLP:RED " + notice.side() + " part",
        notice.side()
            + " part of "
            + notice.caseKey()
            + " is in your queue, "
            + notice.queueName()
            + ".\n\nWhat your side has to do: "
            + notice.task()
            + "\n"
            + notice.due().inWords()
            + "\n\nWhat was reported is TLP:RED, for the people on the case only: read it in"
            + " Demarc, and do not quote it in mail.",
        "",
        caseLink(notice.caseKey()));
  }

  /** Tells a team that work was taken from its queue. */
  public void workWithdrawn(
      UUID caseId, String caseKey, String recipient, String title, String why) {
    plain(
        new Letter(caseId, caseKey, "work-withdrawn", recipient, threadOf(caseKey)),
        "No longer yours: " + title,
        why,
        "",
        caseLink(caseKey));
  }

  /** Tells whoever answers for some work that a clock on it runs out, or ran out. */
  public void clockRang(ClockNotice notice) {
    plain(
        new Letter(
            notice.caseId(),
            notice.caseKey(),
            "clock",
            notice.recipient(),
            threadOf(notice.caseKey()),
            notice.sample()),
        notice.headline(),
        notice.body(),
        "",
        caseLink(notice.caseKey()));
  }

  /**
   * Tells somebody who reported that the report is in, in our words only: whoever is named as the
   * sender may never have written.
   *
   * @param proved whether somebody at the address proved to be there before
   * @param inReplyTo the Message-ID of their mail; null where it was none
   * @return the limit that kept it from being sent, in words; empty where it was sent
   */
  public Optional<String> acknowledge(
      UUID caseId,
      String caseKey,
      EmailAddress recipient,
      boolean proved,
      @Nullable String inReplyTo) {
    var limit = limits.count(recipient, proved);
    if (limit.isEmpty()) {
      var repeatable = inReplyTo != null && MESSAGE_ID.matches(inReplyTo) ? inReplyTo : null;
      plain(
          new Letter(caseId, caseKey, ACKNOWLEDGEMENT, recipient.value(), repeatable),
          "Your report was received",
          "Thank you for your report. It was received and is being looked at as case "
              + caseKey
              + ".\n\nTo add to it, answer this mail and keep the subject as it is. If you did not"
              + " report anything, somebody else used your address: there is nothing to do.",
          "This is an automatic acknowledgement.",
          null);
    }
    return limit;
  }

  /**
   * Sends an address the link by which whoever typed it proves that it is theirs. No word of it is
   * another's: who typed the address may have nothing to do with it.
   *
   * @param proved as in {@link #acknowledge}
   * @param path of our page
   * @return as {@link #acknowledge}
   */
  public Optional<String> linkToAddress(
      UUID caseId, EmailAddress recipient, boolean proved, String path) {
    return link(caseId, recipient, proved, path, "Read our answers on the page of your report");
  }

  /** The same as the receipt of a report, before that is on a case. */
  public Optional<String> receiptToAddress(EmailAddress recipient, boolean proved, String path) {
    return link(null, recipient, proved, path, "We have your report");
  }

  private Optional<String> link(
      @Nullable UUID caseId, EmailAddress recipient, boolean proved, String path, String title) {
    var limit = limits.countLink(recipient, proved);
    if (limit.isEmpty()) {
      var url = new DefangedValues.ConsoleLink(publicUrl.replaceFirst("/+$", "") + path);
      boolean receipt = caseId == null;
      outbox.put(
          caseId,
          ADDRESS_LINK,
          recipient.value(),
          title,
          Templates.linkText(title, receipt, url).render(),
          Templates.linkHtml(title, receipt, url).render(),
          null,
          false);
    }
    return limit;
  }

  /** Sends a person's note to somebody who reported. */
  public void noteToReporter(
      UUID caseId, String caseKey, String recipient, String title, String body, String inReplyTo) {
    plain(
        new Letter(caseId, caseKey, NOTE, recipient, inReplyTo),
        title,
        body,
        "Answer this mail and keep the subject as it is; it reaches the people on the case.",
        null);
  }

  private record Letter(
      UUID caseId,
      String caseKey,
      String kind,
      String recipient,
      @Nullable String inReplyTo,
      boolean hold) {

    Letter(UUID caseId, String caseKey, String kind, String recipient, @Nullable String inReplyTo) {
      this(caseId, caseKey, kind, recipient, inReplyTo, false);
    }
  }

  /**
   * @param url the case in our console; null for people who have none
   */
  private void plain(
      Letter to,
      String title,
      String body,
      String footer,
      DefangedValues.@Nullable ConsoleLink url) {
    outbox.put(
        to.caseId(),
        to.kind(),
        to.recipient(),
        subject(to.caseKey(), title),
        Templates.plainText(title, body, footer, url).render(),
        Templates.plainHtml(title, body, footer, url).render(),
        to.inReplyTo(),
        to.hold());
  }

  private static String subject(String caseKey, String title) {
    var line = Defang.mail(title.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ")).trim();
    return "[" + caseKey + "] " + (line.length() > 160 ? cut(line) : line);
  }

  /** Not within a pair of surrogates. */
  private static String cut(String line) {
    int end = Character.isHighSurrogate(line.charAt(158)) ? 158 : 159;
    return line.substring(0, end) + "…";
  }

  private DefangedValues.ConsoleLink caseLink(String caseKey) {
    return new DefangedValues.ConsoleLink(publicUrl + "/cases/" + caseKey);
  }

  /** All mails of a case to the teams hang on one root that was never sent. */
  private String threadOf(String caseKey) {
    return caseKey.toLowerCase(Locale.ROOT) + "@" + outbox.domain();
  }

  /** Whether the operator wants no acknowledgement sent there. */
  public boolean isUnacknowledged(EmailAddress sender) {
    return settings
        .unacknowledged()
        .filter(listed -> Unacknowledged.has(listed, sender))
        .isPresent();
  }

  /** The address that Demarc's own mails come from. */
  public String ownAddress() {
    return settings.from();
  }
}
