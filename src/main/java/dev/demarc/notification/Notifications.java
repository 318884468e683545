package dev.demarc.notification;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the mails that Demarc sends. Each call puts one into the outbox of the running
 * transaction.
 */
@ApplicationScoped
public class Notifications {

  @CheckedTemplate(basePath = "mail")
  static class Templates {
    static native TemplateInstance workText(WorkNotice notice, String url);

    static native TemplateInstance workHtml(WorkNotice notice, String url);

    static native TemplateInstance plainText(String title, String body, String footer);

    static native TemplateInstance plainHtml(String title, String body, String footer);
  }

  private final Outbox outbox;
  private final MailSettings settings;
  private final String publicUrl;

  /**
   * @param publicUrl where people reach the console: the links in mails start with it
   */
  Notifications(
      Outbox outbox,
      MailSettings settings,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.outbox = outbox;
    this.settings = settings;
    this.publicUrl = publicUrl;
  }

  /** Tells a team of a work item that is now in its queue. */
  public void workArrived(WorkNotice notice) {
    var url = publicUrl + "/cases/" + notice.caseKey();
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

  /** Tells a team that work was taken from its queue. */
  public void workWithdrawn(
      UUID caseId, String caseKey, String recipient, String title, String why) {
    plain(
        caseId,
        caseKey,
        "work-withdrawn",
        recipient,
        "No longer yours: " + title,
        why,
        publicUrl + "/cases/" + caseKey,
        threadOf(caseKey));
  }

  /**
   * Tells a reporter, once a case and within the day's limit, that the report is in.
   *
   * @param inReplyTo the Message-ID of their mail; null where it was none
   */
  public void acknowledge(
      UUID caseId, String caseKey, String recipient, String title, String inReplyTo) {
    if (outbox.hasFor(caseId, "acknowledgement", recipient)
        || outbox.sentToday("acknowledgement", recipient) >= settings.acknowledgementsPerDay()) {
      return;
    }
    plain(
        caseId,
        caseKey,
        "acknowledgement",
        recipient,
        "Received: " + title,
        "Thank you for your report. It was received and is being looked at as case "
            + caseKey
            + ".\n\nTo add to it, answer this mail and keep the subject as it is.",
        "This is an automatic acknowledgement.",
        inReplyTo);
  }

  /** Sends a person's note to somebody who reported. */
  public void noteToReporter(
      UUID caseId, String caseKey, String recipient, String title, String body, String inReplyTo) {
    plain(
        caseId,
        caseKey,
        "note",
        recipient,
        title,
        body,
        "Answer this mail and keep the subject as it is; it reaches the people on the case.",
        inReplyTo);
  }

  private void plain(
      UUID caseId,
      String caseKey,
      String kind,
      String recipient,
      String title,
      String body,
      String footer,
      String inReplyTo) {
    outbox.put(
        caseId,
        kind,
        recipient,
        subject(caseKey, title),
        Templates.plainText(title, body, footer).render(),
        Templates.plainHtml(title, body, footer).render(),
        inReplyTo,
        false);
  }

  private static String subject(String caseKey, String title) {
    var line = title.replaceAll("\\p{Cntrl}", " ").trim();
    return "[" + caseKey + "] " + (line.length() > 160 ? line.substring(0, 159) + "…" : line);
  }

  /** All mails of a case to the teams hang on one root that was never sent. */
  private String threadOf(String caseKey) {
    return caseKey.toLowerCase(java.util.Locale.ROOT) + "@" + outbox.domain();
  }

  /** The address that Demarc's own mails come from. */
  public String ownAddress() {
    return settings.from();
  }
}
