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
    put(recipient, "welcome", title, body, "You get this once, as you were added to Demarc.");
  }

  /** Puts into it what was changed about how somebody signs in. */
  public void ofSignIn(String recipient, String title, String body) {
    put(recipient, "sign-in", title, body, "You get this as it is about how you sign in.");
  }

  private void put(String recipient, String kind, String title, String body, String footer) {
    var url = new DefangedValues.ConsoleLink(publicUrl + "/");
    outbox.put(
        null,
        kind,
        recipient,
        "[Demarc] " + title,
        Notifications.Templates.plainText(title, body, footer, url).render(),
        Notifications.Templates.plainHtml(title, body, footer, url).render(),
        null,
        false);
  }
}
