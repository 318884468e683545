package dev.demarc.notification;

import dev.demarc.shared.Defang;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes the mails that tell of new cases in saved views. */
@ApplicationScoped
public class ViewNotices {

  private final Outbox outbox;
  private final String publicUrl;

  ViewNotices(
      Outbox outbox,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.outbox = outbox;
    this.publicUrl = publicUrl;
  }

  /** One mail for all of them, in the outbox of the running transaction. */
  public void newCases(ViewNotice notice) {
    var count = notice.cases() == 1 ? "1 new case" : notice.cases() + " new cases";
    var title = count + " in " + Defang.mail(notice.view().replaceAll("[\\p{Cntrl}]", " "));
    var body = new StringBuilder(count + " match your view " + notice.view() + ":\n\n");
    for (var line : notice.lines()) {
      body.append(line.key())
          .append("  ")
          .append(line.severity())
          .append("  ")
          .append(line.title())
          .append('\n');
    }
    if (notice.cases() > notice.lines().size()) {
      body.append("and ").append(notice.cases() - notice.lines().size()).append(" more.\n");
    }
    var url =
        new DefangedValues.ConsoleLink(
            publicUrl + "/?f=" + URLEncoder.encode(notice.filter(), StandardCharsets.UTF_8));
    var footer = "You get this as the view tells of new cases; change that in Demarc, at Views.";
    outbox.put(
        null,
        "view-digest",
        notice.recipient(),
        "[Demarc] " + (title.length() > 160 ? title.substring(0, 159) + "…" : title),
        Notifications.Templates.plainText(title, body.toString(), footer, url).render(),
        Notifications.Templates.plainHtml(title, body.toString(), footer, url).render(),
        null,
        false);
  }
}
