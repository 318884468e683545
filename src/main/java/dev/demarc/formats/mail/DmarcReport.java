package dev.demarc.formats.mail;

import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.text.HardenedXml;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A DMARC aggregate report (RFC 7489 appendix C, RFC 9990), read as a stream. A document type or an
 * entity ends the reading; what was read before is kept.
 */
final class DmarcReport {

  private static final int MOST_RECORDS = 50_000;
  private static final int MOST_SOURCES = 100;
  private static final int DEEPEST = 20;
  private static final int LONGEST_VALUE = 1_000;

  /** Forty a record are many. */
  private static final int MOST_ELEMENTS = 40 * MOST_RECORDS;

  /** The parser remembers each name that it met. */
  private static final int MOST_NAMES = 10_000;

  private static final Set<String> OF_ROW = Set.of("source_ip", "count");
  private static final Set<String> EVALUATED = Set.of("dkim", "spf");
  private static final Set<String> FACTS =
      Set.of(
          "policy_published/domain",
          "policy_published/p",
          "report_metadata/org_name",
          "report_metadata/report_id",
          "report_metadata/date_range/begin",
          "report_metadata/date_range/end");
  private static final Set<String> ROOTS = Set.of("feedback", "aggregate_report");

  final Map<String, String> facts = new HashMap<>();
  final Set<String> failingSources = new LinkedHashSet<>();
  long messages;
  long failing;
  int records;
  @Nullable String problem;

  /** Null for XML that is no aggregate report, and for what is no XML. */
  static @Nullable DmarcReport of(byte[] xml) {
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
    var names = new HashSet<String>();
    int elements = 0;
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
          note(reader, names);
          if (++elements > MOST_ELEMENTS || names.size() > MOST_NAMES) {
            problem =
                "The aggregate report is made of more than such a report is; the rest was left.";
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
          addValue(path, value, row);
          value.setLength(0);
          boolean record = path.size() == 1 && path.get(0).equals("record");
          path.remove(path.size() - 1);
          if (record && !finish(row)) {
            return;
          }
        }
        default -> {}
      }
    }
  }

  private static void note(XMLStreamReader reader, Set<String> names) {
    names.add(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      names.add(reader.getAttributeLocalName(i));
    }
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      names.add(String.valueOf(reader.getNamespacePrefix(i)));
    }
  }

  /** Keeps what is asked for and nothing else: a report may name a million other things. */
  private void addValue(List<String> path, StringBuilder stated, Map<String, String> row) {
    var name = path.get(path.size() - 1);
    if (path.get(0).equals("record")) {
      boolean evaluated =
          path.size() > 2
              && path.get(path.size() - 2).equals("policy_evaluated")
              && EVALUATED.contains(name);
      if (evaluated) {
        row.put("evaluated " + name, value(stated));
      } else if (OF_ROW.contains(name)) {
        row.putIfAbsent(name, value(stated));
      }
    } else if (path.size() <= 3) {
      var fact = String.join("/", path);
      var value = FACTS.contains(fact) ? value(stated) : "";
      if (!value.isEmpty()) {
        facts.putIfAbsent(fact, value);
      }
    }
  }

  private static String value(StringBuilder stated) {
    return Text.oneLine(stated.toString(), LONGEST_VALUE);
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

  private static long number(@Nullable String text) {
    boolean digits = text != null && text.matches("\\d{1,12}");
    return digits ? Long.parseLong(text) : 0;
  }

  @Nullable Instant begin() {
    return StatedDate.of(facts.get("report_metadata/date_range/begin")).orElse(null);
  }

  @Nullable Instant end() {
    return StatedDate.of(facts.get("report_metadata/date_range/end")).orElse(null);
  }
}
