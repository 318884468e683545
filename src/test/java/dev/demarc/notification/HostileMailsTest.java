package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.demarc.DemarcTest;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.OwnWork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.io.File;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every mail that Demarc writes, with values out of a hostile report in every place. */
@DemarcTest
class HostileMailsTest {

  private static final String CONSOLE = "http://localhost:8080/cases/DM-2026-000042";
  private static final String HOSTILE =
      "Click http://evil.example/x HTTPS://EVIL.example www.evil.example evil.example"
          + " evil\u3002example ev\u200Bil.example mailto:v@evil.example v@evil.example"
          + " <a href='https://evil.example'>x</a> \" javascript:alert(1) ftp://evil.example"
          + " //evil.example \\\\evil\\x 198.51.100.7 пример.рф tel:+1555 magnet:?x";

  /** What mail programs make links of, by themselves. */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)[a-z][a-z0-9+.-]*://|(mailto|tel|javascript|magnet|sms|callto):|\\bwww\\.|[^\\s\\[]@[^\\s\\]]"
              + "|[\\pL\\pN-][.\\x{3002}\\x{FF0E}]\\pL[\\pL\\pN-]|\\\\\\\\\\w"
              + "|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  @Inject Notifications notifications;
  @Inject Outbox outbox;

  @Test
  void no_mail_holds_a_link_but_the_one_to_our_console() {
    QuarkusTransaction.begin();
    try {
      notifications.workArrived(hostileNotice());
      notifications.workWithdrawn(null, "DM-2026-000042", "team@desk.example", HOSTILE, HOSTILE);
      notifications.noteToReporter(
          null, "DM-2026-000042", "r@desk.example", HOSTILE, HOSTILE, "id@x.example");
      notifications.acknowledge(
          null, "DM-2026-000042", EmailAddress.of("r@desk.example").orElseThrow(), false, HOSTILE);
      outbox.flush();
      var mails = OwnWork.call(() -> outbox.list(null, 4, null)).items();
      assertThat(mails)
          .extracting(SentMail::kind)
          .containsExactlyInAnyOrder("work-item", "work-withdrawn", "note", "acknowledgement");
      mails.forEach(HostileMailsTest::requireHarmless);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private static void requireHarmless(SentMail mail) {
    assertThat(links(mail.subject())).as(mail.kind()).isEmpty();
    assertThat(links(mail.bodyText().replace(CONSOLE, ""))).as(mail.kind()).isEmpty();
    var html = mail.bodyHtml().replace("<a href=\"" + CONSOLE + "\"", "");
    assertThat(html).doesNotContain("<a").doesNotContain("<img");
    // what a reader sees: the markup is ours
    assertThat(links(html.replaceAll("<[^>]*>", " "))).as(mail.kind()).isEmpty();
    assertThat(mail.inReplyTo())
        .satisfiesAnyOf(id -> assertThat(id).isNull(), id -> assertThat(id).doesNotContain(" "));
  }

  private static List<String> links(String text) {
    var found = LINK.matcher(text.replace("hxxp://", "").replace("hxxps://", ""));
    var all = new java.util.ArrayList<String>();
    while (found.find()) {
      all.add(found.group());
    }
    return all;
  }

  @Test
  void a_link_that_proves_an_address_is_the_only_one_in_its_mail() {
    QuarkusTransaction.begin();
    try {
      var link = "http://localhost:8080/report-abuse/proof/ABC";
      var limit =
          notifications.linkToAddress(
              null,
              EmailAddress.of("evil.example@desk.example").orElseThrow(),
              false,
              "/report-abuse/proof/ABC");
      assertThat(limit).isEmpty();
      outbox.flush();
      var mail = OwnWork.call(() -> outbox.list(null, 1, null)).items().get(0);
      assertThat(mail.bodyText()).contains(link);
      assertThat(mail.bodyHtml()).contains("<a href=\"" + link + "\"");
      assertThat(links(mail.bodyText().replace(link, ""))).isEmpty();
      var html = mail.bodyHtml().replace("<a href=\"" + link + "\"", "");
      assertThat(html).doesNotContain("<a");
      assertThat(links(html.replaceAll("<[^>]*>", " "))).isEmpty();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void every_template_of_a_mail_is_tried_above() {
    assertThat(new File("src/main/resources/templates/mail").list())
        .containsExactlyInAnyOrder(
            "linkHtml.html",
            "linkText.txt",
            "plainHtml.html",
            "plainText.txt",
            "workHtml.html",
            "workText.txt");
  }

  @Test
  void an_acknowledgement_holds_none_of_the_reporters_words() {
    QuarkusTransaction.begin();
    try {
      notifications.acknowledge(
          null,
          "DM-2026-000042",
          EmailAddress.of("r@desk.example").orElseThrow(),
          false,
          "buy <now> at evil");
      outbox.flush();
      var mail = OwnWork.call(() -> outbox.list(null, 1, null)).items().get(0);
      assertThat(mail.subject()).isEqualTo("[DM-2026-000042] Your report was received");
      assertThat(mail.inReplyTo()).isNull();
      assertThat(mail.messageId()).matches("[0-9a-f]{32}@demarc\\.example");
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private static WorkNotice hostileNotice() {
    return new WorkNotice(
        null,
        "DM-2026-000042",
        "team@desk.example",
        HOSTILE,
        "Customer",
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        50,
        true,
        HOSTILE,
        HOSTILE,
        List.of(new WorkNotice.ReasonLine(HOSTILE, HOSTILE, HOSTILE)),
        List.of(HOSTILE),
        List.of(HOSTILE),
        HOSTILE,
        new WorkDue(
            Instant.parse("2026-11-20T10:15:00Z"), HOSTILE, Instant.parse("2026-11-20T12:15:00Z")),
        false);
  }
}
