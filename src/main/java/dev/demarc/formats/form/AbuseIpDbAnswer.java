package dev.demarc.formats.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement;
import dev.demarc.formats.bulk.TableCategories;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the API of AbuseIPDB (version 2) answers: to {@code check} one address with the reports of
 * it, to {@code check-block} the reported addresses of a network, to {@code blacklist} those that
 * are reported most. Only they are accused: the domain is that of the network's owner, and the
 * reporters' comments name their own servers and programs.
 */
public final class AbuseIpDbAnswer implements ReportFormat {

  private static final int MOST_SHOWN = 100;
  private static final int LONGEST_COMMENT = 4_096;

  /** What a single address is known by, in the order in which it is shown. */
  private static final List<String> SHOWN =
      List.of(
          "abuseConfidenceScore",
          "totalReports",
          "numDistinctUsers",
          "lastReportedAt",
          "isWhitelisted",
          "isTor",
          "usageType",
          "isp",
          "domain",
          "countryCode",
          "networkAddress",
          "netmask");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    return json != null && json.isObject() && !addresses(data(json)).isEmpty();
  }

  /** The answer without what is around it: some hand in what is inside {@code data} alone. */
  private static JsonNode data(JsonNode json) {
    return json.has("data") && !json.has("ipAddress") ? json.path("data") : json;
  }

  /** What is said of each address; a network without reported addresses is one of its own. */
  private static List<JsonNode> addresses(JsonNode data) {
    if (isAddress(data)) {
      return List.of(data);
    }
    boolean block = data.has("networkAddress") && data.path("reportedAddress").isArray();
    var addresses = new ArrayList<JsonNode>();
    (block ? data.path("reportedAddress") : data)
        .forEach(each -> addresses.add(isAddress(each) ? each : null));
    if (addresses.contains(null) || !block && !data.isArray()) {
      return List.of();
    }
    return block && addresses.isEmpty() ? List.of(data) : addresses;
  }

  private static boolean isAddress(JsonNode node) {
    return JsonTree.text(node.path("ipAddress")) != null && node.has("abuseConfidenceScore");
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var data = data(opened.requireJson());
    var addresses = addresses(data);
    var draft = new ReportDraft("abuseipdb");
    draft.reporter = new ParsedReport.Reporter(null, null, "AbuseIPDB");
    draft.title = "AbuseIPDB: reports of " + name(data, addresses);
    for (var address : addresses) {
      var stated = JsonTree.text(address.path("ipAddress"));
      if (stated != null && !draft.indicators.add(stated, Role.SOURCE)) {
        draft.problem("Not an IP address: " + Text.oneLine(stated, 100));
      }
    }
    if (addresses.size() > IndicatorList.MOST) {
      draft.problem(
          "Only the first " + IndicatorList.MOST + " addresses were taken; send the rest apart.");
    }
    draft.occurredAt = newest(addresses, "lastReportedAt", "mostRecentReport");
    facts(draft, data);
    if (!data.has("ipAddress")) {
      draft.detail("addresses", addresses.size());
      draft.text(list(addresses));
    }
    if (isUnreported(data)) {
      draft.kind = Statement.Kind.PASSED;
    }
    reports(draft, data.path("reports"));
    return opened.requireEnvelope().note(draft).finish();
  }

  private static String name(JsonNode data, List<JsonNode> addresses) {
    var one = JsonTree.text(data, "ipAddress", "networkAddress");
    return one == null ? addresses.size() + " addresses" : one;
  }

  /** Whether AbuseIPDB knows of nothing against the address or network. */
  private static boolean isUnreported(JsonNode data) {
    var total = JsonTree.integer(data.path("totalReports"));
    boolean none = total != null && total == 0 && data.path("reports").isEmpty();
    return none || data.has("networkAddress") && data.path("reportedAddress").isEmpty();
  }

  private static @Nullable Instant newest(List<JsonNode> nodes, String... names) {
    return nodes.stream()
        .flatMap(node -> StatedDate.of(JsonTree.text(node, names)).stream())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static void facts(ReportDraft draft, JsonNode data) {
    var shown = new StringBuilder();
    var address = JsonTree.text(data.path("ipAddress"));
    if (address != null) {
      shown.append("ipAddress: ").append(address).append('\n');
    }
    var hosts = new ArrayList<String>();
    data.path("hostnames").forEach(host -> hosts.add(JsonTree.text(host)));
    hosts.removeIf(Objects::isNull);
    hosts.forEach(host -> draft.indicators.add(host, Role.MENTIONED));
    draft.detail("hostnames", hosts);
    if (!hosts.isEmpty()) {
      shown.append("hostnames: ").append(String.join(", ", hosts)).append('\n');
    }
    for (var name : SHOWN) {
      var value = JsonTree.text(data.path(name));
      if (value != null) {
        draft.detail(name, value);
        shown.append(name).append(": ").append(value).append('\n');
      }
    }
    draft.text(shown.toString());
  }

  private static String list(List<JsonNode> addresses) {
    var lines = new StringBuilder();
    for (var address : addresses.subList(0, Math.min(addresses.size(), MOST_SHOWN))) {
      lines
          .append(JsonTree.text(address.path("ipAddress")))
          .append(" score ")
          .append(JsonTree.text(address.path("abuseConfidenceScore")));
      var last = JsonTree.text(address, "lastReportedAt", "mostRecentReport");
      lines.append(last == null ? "" : " last reported " + last).append('\n');
    }
    return lines.toString();
  }

  /** In the text the newest come first, as AbuseIPDB sends them. */
  private static void reports(ReportDraft draft, JsonNode reports) {
    var votes = new LinkedHashMap<Category, Integer>();
    var dates = new ArrayList<Instant>();
    int shown = 0;
    for (var report : reports) {
      var categories = categories(report);
      categories.forEach(category -> votes.merge(category, 1, Integer::sum));
      StatedDate.of(JsonTree.text(report.path("reportedAt"))).ifPresent(dates::add);
      if (shown++ < MOST_SHOWN) {
        var comment =
            Text.cut(String.valueOf(JsonTree.text(report.path("comment"))), LONGEST_COMMENT);
        draft.text(JsonTree.text(report.path("reportedAt")) + " " + categories + "\n" + comment);
        IndicatorMiner.mentions(comment, draft.indicators);
      }
    }
    dates.sort(null);
    if (!dates.isEmpty()) {
      draft.occurredAt = draft.occurredAt == null ? dates.get(dates.size() - 1) : draft.occurredAt;
      draft.detail("firstReportedAt", dates.get(0));
    }
    int most = votes.values().stream().max(Comparator.naturalOrder()).orElse(0);
    // of two kinds that are told as often, the one of the newest report
    draft.category =
        votes.entrySet().stream()
            .filter(vote -> vote.getValue() == most)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
  }

  private static EnumSet<Category> categories(JsonNode report) {
    var categories = EnumSet.noneOf(Category.class);
    for (var number : report.path("categories")) {
      var category = TableCategories.ofAbuseIpDb(JsonTree.integer(number));
      if (category != null) {
        categories.add(category);
      }
    }
    return categories;
  }
}
