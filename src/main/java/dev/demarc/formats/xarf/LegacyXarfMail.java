package dev.demarc.formats.xarf;

import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.mail.ForwardedMail;
import dev.demarc.formats.mail.PlainMail;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * X-ARF 0.1 and 0.2: a mail whose second part is a report in YAML. The part tells it, because the
 * {@code X-XARF} or {@code X-ARF} header is lost when a ticket system passes the mail on.
 */
public final class LegacyXarfMail implements ReportFormat {

  private static final int LONGEST_REPORT = 64 * 1024;
  private static final int SNIFFED_BYTES = 4_096;
  private static final int MOST_REPORTS = 100;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && reportWithin(opened.mail()).isPresent();
  }

  private static Optional<Map<String, String>> reportWithin(MailPart mail) {
    return ForwardedMail.enclosed(mail).flatMap(m -> reportsIn(m).stream()).findFirst();
  }

  private static List<Map<String, String>> reportsIn(MailPart mail) {
    return mail.once(LegacyXarfMail.class, () -> find(mail));
  }

  private static List<Map<String, String>> find(MailPart mail) {
    return mail.leaves()
        .filter(LegacyXarfMail::couldBeReport)
        .limit(MOST_REPORTS)
        .map(p -> fields(p.text()))
        .filter(LegacyXarfMail::isReport)
        .toList();
  }

  private static boolean couldBeReport(MailPart part) {
    boolean possible =
        part.message == null
            && part.content.length > 0
            && part.content.length <= LONGEST_REPORT
            && (part.isText()
                || part.mimeType.endsWith("yaml")
                || part.mimeType.equals("application/octet-stream"));
    return possible && part.start(SNIFFED_BYTES).toLowerCase(Locale.ROOT).contains("report-type");
  }

  private static boolean isReport(Map<String, String> fields) {
    return fields.containsKey("report-type")
        && fields.containsKey("source")
        && (fields.containsKey("reported-from")
            || fields.containsKey("category")
            || fields.containsKey("report-id"));
  }

  private static Category categoryOf(Map<String, String> fields) {
    return XarfCategory.of(fields.get("category"), fields.get("report-type"));
  }

  /** The scalars at the top, as written; anchors and tags have no effect. */
  static Map<String, String> fields(String text) {
    var fields = new LinkedHashMap<String, String>();
    try {
      var options = new LoaderOptions();
      options.setMaxAliasesForCollections(10);
      options.setNestingDepthLimit(20);
      options.setCodePointLimit(LONGEST_REPORT);
      options.setAllowRecursiveKeys(false);
      if (new Yaml(options).compose(new java.io.StringReader(text)) instanceof MappingNode top) {
        for (var pair : top.getValue()) {
          if (pair.getKeyNode() instanceof ScalarNode key
              && pair.getValueNode() instanceof ScalarNode value) {
            fields.putIfAbsent(key.getValue().strip().toLowerCase(Locale.ROOT), value.getValue());
          }
        }
      }
    } catch (YAMLException e) {
      fields.clear();
    }
    return fields.isEmpty() ? asHeader(text) : fields;
  }

  /** Many senders write what YAML does not allow, a colon in a value above all. */
  private static Map<String, String> asHeader(String text) {
    var fields = new LinkedHashMap<String, String>();
    text.lines()
        .limit(200)
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0 && colon < 40 && !Character.isWhitespace(line.charAt(0))) {
                fields.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    withoutQuotes(line.substring(colon + 1).strip()));
              }
            });
    return fields;
  }

  private static String withoutQuotes(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var report =
        ForwardedMail.enclosed(opened.requireMail())
            .filter(m -> !reportsIn(m).isEmpty())
            .findFirst()
            .orElseThrow();
    var all = reportsIn(report);
    var fields = all.get(0);
    var draft = PlainMail.draft("x-arf", opened, report);
    draft.category = categoryOf(fields);
    draft.matter = fields.get("report-type");
    draft.externalId = Text.oneLineOrNull(fields.get("report-id"), 300);
    draft.occurredAt = StatedDate.of(fields.get("date")).orElse(null);
    var reportedFrom = AddrSpec.of(fields.get("reported-from"));
    if (reportedFrom != null) {
      draft.reporter = new ParsedReport.Reporter(null, reportedFrom, null);
    }
    draft
        .detail("xarfVersion", fields.get("version"))
        .detail("reportId", draft.externalId)
        .detail("category", fields.get("category"))
        .detail("type", fields.get("report-type"))
        .detail("reportedFrom", fields.get("reported-from"))
        .detail("service", fields.get("service"))
        .detail("port", fields.get("port"))
        .detail("userAgent", fields.get("user-agent"))
        .detail("sourceType", fields.get("source-type"))
        .detail("schemaUrl", fields.get("schema-url"))
        .detail("destinationIp", NetworkAddress.of(fields.get("destination")))
        .detail("arrivalDate", draft.occurredAt);
    if (fields.containsKey("date") && draft.occurredAt == null) {
      draft.problem("X-ARF: the date is not a date: " + Text.oneLine(fields.get("date"), 100));
    }
    var source = Text.oneLineOrNull(fields.get("source"), 1_000);
    draft.detail("sourceIp", NetworkAddress.of(source));
    XarfReport.source(draft, source);
    draft.indicators.add(fields.get("destination"), Role.TARGET);
    if (all.size() > 1) {
      draft.problem(
          "The mail carries "
              + all.size()
              + " X-ARF reports; the first one was read, of the others only their sources.");
      for (var other : all.subList(1, all.size())) {
        draft.indicators.add(other.get("source"), Role.SOURCE);
        if (categoryOf(other) == Category.CHILD_ABUSE) {
          draft.category = Category.CHILD_ABUSE;
        }
      }
    }
    var text = PlainMail.withReport(opened.requireMail(), report);
    draft.text(text);
    PlainMail.mine(draft, text);
    PlainMail.stated(draft, opened, report);
    return draft.finish();
  }
}
