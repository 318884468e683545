package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.Smtp;
import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.shared.OwnWork;
import dev.demarc.shared.Submitter;
import dev.demarc.triage.Triage;
import io.quarkus.arc.Arc;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Mails as they come by SMTP, filed at once, and what became of them. */
@ApplicationScoped
class ReceivedMails {

  private final Intake intake;
  private final Triage triage;

  ReceivedMails(Intake intake, Triage triage) {
    this.intake = intake;
    this.triage = triage;
  }

  /** A server that the tests name as ours found that the mail is from this address's domain. */
  static String proved(String address) {
    return "Authentication-Results: mx.demarc.example; dmarc=pass header.from="
        + address.substring(address.indexOf('@') + 1)
        + "\n";
  }

  static String someone() {
    var name = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    return name + "@" + name + ".example";
  }

  static String about(String address) {
    return "Port scan from " + address;
  }

  /**
   * @param header further lines, each with its end
   * @return the report
   */
  String receive(String header, String from, String subject, String text) {
    return receive(from, header + "From: " + from + "\nSubject: " + subject + "\n", text);
  }

  String receive(String envelopeFrom, String header, String text) {
    var id = UUID.randomUUID() + "@sender.example";
    var type = header.contains("Content-Type") ? "" : "Content-Type: text/plain; charset=utf-8\n";
    var to = header.contains("\nTo: ") ? "" : "To: abuse@demarc.example\n";
    var raw =
        Smtp.crlf(
            header
                + to
                + "Message-ID: <"
                + id
                + ">\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
                + type
                + "\n"
                + text
                + "\n");
    var receipt =
        intake.receive(
            new Delivery(
                Channel.SMTP,
                "message/rfc822",
                raw,
                Submitter.channel("smtp"),
                null,
                id,
                envelopeFrom,
                List.of("abuse@demarc.example"),
                "192.0.2.25",
                false,
                FilingMode.BY_CALLER,
                null));
    OwnWork.run(() -> triage.process(receipt.reportId()));
    return receipt.reportId().toString();
  }

  /** A case that was opened by a mail; by whom is proved where the header says so. */
  String open(String header, String from) {
    return caseOf(receive(header, from, about(freshAddress()), "Please stop it."));
  }

  static String caseOf(String report) {
    return client().get("/api/v1/reports/" + report).path("caseKey");
  }

  static JsonPath timeline(String key) {
    return client().get("/api/v1/cases/" + key + "/timeline?limit=200").jsonPath();
  }

  static List<String> kinds(String key) {
    return timeline(key).getList("items.kind");
  }

  static List<String> participants(String key, boolean takesPart) {
    return client()
        .get("/api/v1/cases/" + key + "/participants")
        .jsonPath()
        .getList("items.findAll { it.takesPart == " + takesPart + " }.address");
  }

  /** The latest mails to an address. */
  static List<JsonPath> mailsTo(String address) {
    var mails = new ArrayList<JsonPath>();
    try {
      // by Jackson, as a hundred mails take REST Assured's own reader long
      for (var mail :
          new ObjectMapper()
              .readTree(client().get("/api/v1/outbox?limit=100").asByteArray())
              .path("items")) {
        if (address.equalsIgnoreCase(mail.path("recipient").asText())) {
          mails.add(JsonPath.from(mail.toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mails;
  }

  static String acknowledgementTo(String address) {
    return messageIdTo(address);
  }

  /** Of the newest mail to them. */
  static String messageIdTo(String address) {
    return messageIdOf(mailsTo(address).get(0).getString("id"));
  }

  /** Only the database and its recipient know it. */
  static String messageIdOf(String mail) {
    try (var connection = Arc.container().instance(DataSource.class).get().getConnection();
        var query =
            connection.prepareStatement(
                "select message_id from outbox where id = cast(? as uuid)")) {
      query.setString(1, mail);
      var rows = query.executeQuery();
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
