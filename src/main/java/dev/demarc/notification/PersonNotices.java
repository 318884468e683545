package dev.demarc.notification;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes the mails that people of the desk get about themselves, and no case. */
@ApplicationScoped
public class PersonNotices {

  private final Outbox outbox;
  private final String publicUrl;

  PersonNotices(
      Outbox outbox,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.outbox = outbox;
    this.publicUrl = publicUrl;
  }

  /** Puts a welcome into the outbox of the running transaction. */
  public void welcome(String recipient, String title, String body) {
    var url = new DefangedValues.ConsoleLink(publicUrl + "/");
    var footer = "You get this once, as you were added to Demarc.";
    outbox.put(
        null,
        "welcome",
        recipient,
        "[Demarc] " + title,
        Notifications.Templates.plainText(title, body, footer, url).render(),
        Notifications.Templates.plainHtml(title, body, footer, url).render(),
        null,
        false);
  }
}
