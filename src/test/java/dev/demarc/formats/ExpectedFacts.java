package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.shared.Indicator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Compares a report that was read with the facts that a sample is known to hold. */
public final class ExpectedFacts {

  record Mismatch(String fact, String expected, String found) {}

  private static final Map<String, String> DETAILS =
      Map.ofEntries(
          Map.entry("feedback_type", "feedbackType"),
          Map.entry("user_agent", "userAgent"),
          Map.entry("arf_version", "version"),
          Map.entry("original_mail_from", "originalMailFrom"),
          Map.entry("original_rcpt_to", "originalRcptTo"),
          Map.entry("original_envelope_id", "originalEnvelopeId"),
          Map.entry("original_message_id", "originalMessageId"),
          Map.entry("original_from", "originalFrom"),
          Map.entry("original_subject", "originalSubject"),
          Map.entry("reported_domain", "reportedDomain"),
          Map.entry("reported_uri", "reportedUri"),
          Map.entry("auth_failure", "authFailure"),
          Map.entry("incidents", "incidents"),
          Map.entry("source_ip", "sourceIp"),
          Map.entry("category", "category"),
          Map.entry("type", "type"),
          Map.entry("subtype", "subtype"),
          Map.entry("xarf_version", "xarfVersion"),
          Map.entry("disclosure", "disclosure"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("source_identifier", "sourceIdentifier"),
          Map.entry("source_port", "sourcePort"),
          Map.entry("source_url", "sourceUrl"),
          Map.entry("destination_ip", "destinationIp"),
          Map.entry("url", "url"),
          Map.entry("report_id", "reportId"),
          Map.entry("reporter_domain", "reporterDomain"),
          Map.entry("evidence_count", "evidenceCount"));

  private final ParsedReport report;
  private final List<Mismatch> mismatches = new ArrayList<>();
  private int compared;

  private ExpectedFacts(ParsedReport report) {
    this.report = report;
  }

  public static ExpectedFacts compare(JsonNode row, ParsedReport report) {
    var facts = new ExpectedFacts(report);
    row.path("facts").properties().forEach(f -> facts.compare(f.getKey(), f.getValue()));
    if (row.has("must_not_reply") && report.mail() != null) {
      boolean silent = row.path("must_not_reply").asBoolean();
      facts.check(
          "must_not_reply", String.valueOf(silent), silent != report.mail().mayBeAnswered());
    }
    var expect = row.path("expect").asText();
    if (expect.contains("no new case") || expect.equals("not an abuse case")) {
      facts.check("expect", expect, report.mail().kind() != MailFacts.Kind.REPORT);
    } else if (expect.contains("abuse case")) {
      facts.check("expect", expect, report.mail().kind() == MailFacts.Kind.REPORT);
    }
    return facts;
  }

  public List<Mismatch> mismatches() {
    return mismatches;
  }

  public int compared() {
    return compared;
  }

  private void compare(String fact, JsonNode expected) {
    switch (fact) {
      case "format" -> check(fact, expected.asText(), formatIs(expected.asText()));
      case "from" -> same(fact, expected.asText(), report.mail().from());
      case "subject" -> same(fact, squeezed(expected.asText()), report.mail().subject());
      case "message_id" -> same(fact, expected.asText(), report.mail().messageId());
      case "date" -> sameInstant(fact, expected.asText(), string(report.mail().date()));
      case "arrival_date" ->
          sameInstant(fact, expected.asText(), string(report.details().get("arrivalDate")));
      case "original_date" ->
          sameInstant(fact, expected.asText(), string(report.details().get("originalDate")));
      case "auto_indicators" ->
          expected.forEach(e -> check(fact, e.asText(), isAutomatic(e.asText())));
      case "title" -> same(fact, expected.asText(), report.title());
      case "account" -> same(fact, expected.asText(), string(report.accountId()));
      case "region" -> same(fact, expected.asText(), report.region());
      case "service" -> same(fact, expected.asText(), report.service());
      case "severity" -> same(fact, expected.asText(), slug(report.severity()));
      case "claimed_category" -> same(fact, expected.asText(), slug(report.category()));
      case "external_id" -> same(fact, expected.asText(), report.externalId());
      case "resolved" -> same(fact, expected.asText(), String.valueOf(report.resolved()));
      case "occurred_at" -> sameInstant(fact, expected.asText(), string(report.occurredAt()));
      case "reply_by" -> sameInstant(fact, expected.asText(), string(report.replyBy()));
      case "sources", "targets", "mentions" ->
          expected.forEach(e -> check(fact, e.asText(), hasIndicator(fact, e.asText())));
      case "source_ip_raw", "arrival_date_raw" -> {}
      case "ip_in_subject" ->
          check(
              fact,
              expected.asText(),
              report.indicators().stream()
                  .map(Indicator::value)
                  .anyMatch(expected.asText()::equals));
      case "forwarded_by_rt_original_reporter" ->
          same(fact, expected.asText(), report.reporter().email());
      case "reporter_org" -> same(fact, expected.asText(), report.reporter().organization());
      case "reporter_contact" -> same(fact, expected.asText(), report.reporter().email());
      case "xarf" -> expected.properties().forEach(f -> xarf(f.getKey(), f.getValue().asText()));
      default -> detail(fact, expected);
    }
  }

  private boolean formatIs(String expected) {
    return switch (expected) {
      case "arf", "arf-auth-failure" -> report.format().equals("arf");
      case "jmrp-no-feedback-part" -> report.format().equals("jmrp");
      case "x-arf-0.x" -> report.format().equals("x-arf");
      case "xarf" -> report.format().startsWith("xarf-v");
      case "guardduty", "asff", "aws-health", "ocsf", "aws-event", "sns-confirmation" ->
          report.format().equals(expected);
      case "dsn" -> report.mail() != null && report.mail().kind() == MailFacts.Kind.BOUNCE;
      default -> report.mail() != null && !report.format().matches("x?arf.*|jmrp|x-arf");
    };
  }

  private boolean hasIndicator(String fact, String value) {
    var role = fact.substring(0, fact.length() - 1);
    boolean mentioned = fact.equals("mentions");
    return report.indicators().stream()
        .filter(i -> i.value().equals(value))
        .anyMatch(
            i ->
                mentioned
                    ? i.role() != Indicator.Role.SOURCE && i.role() != Indicator.Role.TARGET
                    : i.role().slug().startsWith(role));
  }

  private static String slug(Object value) {
    return value == null ? null : value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean isAutomatic(String expected) {
    return report.mail().automatic().stream()
        .anyMatch(a -> a.toLowerCase(Locale.ROOT).startsWith(expected.toLowerCase(Locale.ROOT)));
  }

  private void xarf(String name, String expected) {
    var names = new LinkedHashMap<String, String>();
    names.put("reported-from", "reportedFrom");
    names.put("report-type", "type");
    names.put("report-id", "reportId");
    names.put("version", "xarfVersion");
    names.put("source", "sourceIdentifier");
    names.put("source-type", "sourceType");
    names.put("user-agent", "userAgent");
    names.put("date", "arrivalDate");
    var found = report.details().get(names.getOrDefault(name, name));
    if (name.equals("date")) {
      sameInstant("xarf.date", StatedDate.of(expected).orElseThrow().toString(), string(found));
    } else {
      same("xarf." + name, expected, string(found));
    }
  }

  private void detail(String fact, JsonNode expected) {
    var found = report.details().get(DETAILS.getOrDefault(fact, fact));
    if (expected.isArray()) {
      var all = new ArrayList<String>();
      expected.forEach(e -> all.add(e.asText()));
      boolean nothing = all.isEmpty() && found == null;
      check(fact, all.toString(), nothing || Objects.equals(all, found));
    } else {
      same(fact, expected.asText(), string(found));
    }
  }

  private void sameInstant(String fact, String expected, String found) {
    boolean zoned = expected.matches(".*(Z|[+-]\\d\\d:\\d\\d)$");
    var at = java.time.OffsetDateTime.parse(zoned ? expected : expected + "Z").toInstant();
    check(fact, expected + " but " + found, found != null && at.equals(Instant.parse(found)));
  }

  private void same(String fact, String expected, String found) {
    boolean address = expected.contains("@");
    boolean same =
        address ? expected.equalsIgnoreCase(found) : Objects.equals(squeezed(expected), found);
    compared++;
    if (!same) {
      mismatches.add(new Mismatch(fact, expected, found));
    }
  }

  private void check(String fact, String expected, boolean holds) {
    compared++;
    if (!holds) {
      mismatches.add(
          new Mismatch(
              fact,
              expected,
              report.format()
                  + (report.mail() == null
                      ? ""
                      : " " + report.mail().kind() + " " + report.mail().automatic())));
    }
  }

  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String string(Object value) {
    return value == null ? null : value.toString();
  }
}
