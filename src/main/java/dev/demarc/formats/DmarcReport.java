package dev.demarc.formats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A DMARC aggregate report (RFC 7489 appendix C, RFC 9990), read as a stream. A document type or an
 * entity ends the reading; what was read before is kept.
 */
final class DmarcReport {

  private static final int MOST_RECORDS = 50_000;
  private static final int MOST_SOURCES = 100;
  private static final int DEEPEST = 20;
  private static final int LONGEST_VALUE = 1_000;
  private static final Set<String> ROOTS = Set.of("feedback", "aggregate_report");

  final Map<String, String> facts = new HashMap<>();
  final Set<String> failingSources = new LinkedHashSet<>();
  long messages;
  long failing;
  int records;
  String problem;

  /** Null for XML that is no aggregate report, and for what is no XML. */
  static DmarcReport of(byte[] xml) {
    var report = new DmarcReport();
    boolean begun = false;
    try {
      var reader = HardenedXml.reader(trimmed(xml));
      begun = report.readsRoot(reader);
      if (begun) {
        report.read(reader);
      }
    } catch (XMLStreamException | RuntimeException e) {
      report.problem = "The aggregate report is damaged; what comes before the damage was read.";
    }
    return begun ? report : null;
  }

  /** Some senders put empty lines before the XML declaration, which then is an error. */
  private static byte[] trimmed(byte[] xml) {
    int start = 0;
    while (start < xml.length && xml[start] >= 0 && xml[start] <= ' ') {
      start++;
    }
    return start == 0 ? xml : java.util.Arrays.copyOfRange(xml, start, xml.length);
  }

  private boolean readsRoot(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        return false;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        return ROOTS.contains(reader.getLocalName().toLowerCase(Locale.ROOT));
      }
    }
    return false;
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    List<String> path = new ArrayList<>();
    var row = new HashMap<String, String>();
    var value = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.add(reader.getLocalName().toLowerCase(Locale.ROOT));
          value.setLength(0);
          if (path.size() > DEEPEST) {
            problem = "The aggregate report is nested too deep; the rest was left.";
            return;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          int room = LONGEST_VALUE - value.length();
          value.append(Text.cut(reader.getText(), Math.max(0, room)));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (path.isEmpty()) {
            return;
          }
          var name = String.join("/", path);
          path.remove(path.size() - 1);
          keep(name, Text.oneLine(value.toString(), LONGEST_VALUE), row);
          value.setLength(0);
          if (name.equals("record") && !finish(row)) {
            return;
          }
        }
        default -> {}
      }
    }
  }

  private void keep(String path, String value, Map<String, String> row) {
    if (path.startsWith("record/")) {
      row.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), value);
      if (path.endsWith("policy_evaluated/dkim") || path.endsWith("policy_evaluated/spf")) {
        row.put("evaluated " + path.substring(path.lastIndexOf('/') + 1), value);
      }
    } else if (!value.isEmpty()) {
      facts.putIfAbsent(path, value);
    }
  }

  /** A mail passes DMARC where DKIM or SPF passes in alignment (RFC 7489 section 6.6.2). */
  private boolean finish(Map<String, String> row) {
    long count = number(row.get("count"));
    boolean passes =
        "pass".equalsIgnoreCase(row.get("evaluated dkim"))
            || "pass".equalsIgnoreCase(row.get("evaluated spf"));
    messages += count;
    records++;
    if (!passes) {
      failing += count;
      var address = NetworkAddress.of(row.get("source_ip"));
      if (address != null && failingSources.size() < MOST_SOURCES) {
        failingSources.add(address);
      }
    }
    row.clear();
    if (records >= MOST_RECORDS) {
      problem = "The aggregate report has more than " + MOST_RECORDS + " records.";
    }
    return records < MOST_RECORDS;
  }

  private static long number(String text) {
    boolean digits = text != null && text.matches("\\d{1,12}");
    return digits ? Long.parseLong(text) : 0;
  }

  Instant begin() {
    return StatedDate.of(facts.get("report_metadata/date_range/begin")).orElse(null);
  }

  Instant end() {
    return StatedDate.of(facts.get("report_metadata/date_range/end")).orElse(null);
  }
}
