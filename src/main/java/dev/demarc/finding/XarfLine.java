package dev.demarc.finding;

import dev.demarc.shared.Category;
import dev.demarc.shared.Defang;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as a XARF v4 report, held to the published schemas (4.2). What a schema demands and a case
 * does not know, as a port, is not made up: the case is then a report of threat intelligence, which
 * says what it is about in its threat type. Pure.
 */
final class XarfLine {

  private static final String VERSION = "4.2.0";
  private static final String REPORT_ID = "report_id";
  private static final String SOURCE = "source_identifier";
  private static final String ADDRESS = "[0-9.]+|[0-9a-f:]+";
  private static final String URL = "https?://\\S+";

  private XarfLine() {}

  /**
   * One for each source, for a reader who acts on each: a report of XARF has one. What an export
   * has of the case comes first.
   *
   * @param contact our own address
   */
  static List<Map<String, Object>> each(ExportRow row, String contact) {
    var reports = new ArrayList<Map<String, Object>>();
    var first = of(row, contact);
    reports.add(first);
    var url = row.sources().stream().filter(s -> s.matches(URL)).findFirst().orElse("");
    row.sources().stream()
        .filter(s -> !s.equals(first.get(SOURCE)) && !s.equals(url))
        .forEach(
            s -> {
              var more = of(row.withSources(List.of(s)), contact);
              more.put(REPORT_ID, reportId(row.line().key() + " " + s).toString());
              reports.add(more);
            });
    return reports;
  }

  /**
   * @param contact our own address
   */
  static Map<String, Object> of(ExportRow row, String contact) {
    var line = row.line();
    var domain = contact.substring(contact.lastIndexOf('@') + 1);
    var who = Map.of("org", domain, "contact", contact, "domain", domain);
    var url = row.sources().stream().filter(s -> s.matches(URL)).findFirst();
    var report = new LinkedHashMap<String, Object>();
    report.put("xarf_version", VERSION);
    report.put(REPORT_ID, reportId(line.key()).toString());
    report.put("timestamp", line.openedAt().toString());
    report.put("reporter", who);
    report.put("sender", who);
    report.put(SOURCE, source(row));
    report.putAll(about(line.category(), url.orElse(null), line.title(), line.service()));
    report.put("confidence", line.confidence());
    report.put("description", Defang.mail(line.title()));
    report.put(
        "tags",
        List.of(
            "demarc-case:" + line.key().toLowerCase(Locale.ROOT),
            "demarc-category:" + line.category().slug(),
            "severity:" + line.severity().slug()));
    return report;
  }

  /** The same at each export; a UUID of version 4 in form (RFC 9562), as the schema asks. */
  private static UUID reportId(String key) {
    var named = UUID.nameUUIDFromBytes(("demarc case " + key).getBytes(StandardCharsets.UTF_8));
    long most = named.getMostSignificantBits() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
    return new UUID(most, named.getLeastSignificantBits());
  }

  /** An address before others, then whatever does it; a case always has its account or its key. */
  private static String source(ExportRow row) {
    return row.sources().stream()
        .filter(s -> s.matches(ADDRESS))
        .findFirst()
        .or(() -> row.sources().stream().findFirst())
        .orElse(row.line().accountId() == null ? row.line().key() : row.line().accountId());
  }

  private static Map<String, Object> about(
      Category category, @Nullable String url, String title, String service) {
    return switch (category) {
      case SPAM -> type("messaging", "spam", "protocol", "other");
      case PHISHING ->
          url == null ? intelligence(category) : type("content", "phishing", "url", url);
      case MALWARE -> url == null ? intelligence(category) : type("content", "malware", "url", url);
      case COPYRIGHT ->
          url == null
              ? intelligence(category)
              : type("copyright", "copyright", "infringing_url", url);
      case BOTNET -> type("infrastructure", "botnet", "compromise_evidence", Defang.mail(title));
      case COMPROMISED_RESOURCE ->
          type("infrastructure", "compromised_server", "compromise_method", "unknown");
      case MISCONFIGURATION, OPEN_PROXY ->
          type("vulnerability", "misconfiguration", "service", service);
      default -> intelligence(category);
    };
  }

  private static Map<String, Object> intelligence(Category category) {
    return type("reputation", "threat_intelligence", "threat_type", category.slug());
  }

  private static Map<String, Object> type(
      String category, String type, String field, String value) {
    var all = new LinkedHashMap<String, Object>();
    all.put("category", category);
    all.put("type", type);
    all.put(field, value);
    return all;
  }
}
