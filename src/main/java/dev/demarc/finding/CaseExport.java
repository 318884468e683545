package dev.demarc.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.casework.views.CaseList;
import dev.demarc.finding.CaseSearch.Found;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.notification.Notifications;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a filter finds as a file: which cases is read first, as ids; what they hold is read
 * and written a stretch at a time, so that memory does not grow with the export.
 */
@ApplicationScoped
class CaseExport {

  static final int MOST = 50_000;
  private static final int STRETCH = 500;
  private static final int SOURCES = 20;

  private final EntityManager database;
  private final CaseSearch search;
  private final CaseList lines;
  private final CaseVisibility visibility;
  private final Notifications notifications;
  private final ObjectMapper json;

  CaseExport(
      EntityManager database,
      CaseSearch search,
      CaseList lines,
      CaseVisibility visibility,
      Notifications notifications,
      ObjectMapper json) {
    this.database = database;
    this.search = search;
    this.lines = lines;
    this.visibility = visibility;
    this.notifications = notifications;
    this.json = json;
  }

  /**
   * The cases that go into one file.
   *
   * @param next the cursor of those that did not; null where all did
   */
  record Chosen(List<UUID> ids, @Nullable String next) {}

  /**
   * @throws Problem INVALID
   */
  Chosen choose(String q, Sort sort, int limit, @Nullable String cursor) {
    var found = search.ids(search.parse(q, sort, "q"), limit + 1, cursor);
    var taken = found.subList(0, Math.min(limit, found.size()));
    var last = found.size() > limit ? taken.get(limit - 1) : null;
    return new Chosen(
        taken.stream().map(Found::id).toList(),
        last == null ? null : new Cursor(last.sorted(), last.id()).encode());
  }

  void write(List<UUID> ids, ExportFormat format, OutputStream out) throws IOException {
    if (format == ExportFormat.CSV) {
      // spreadsheets take it for another character set without
      out.write(("\uFEFF" + CsvLine.header()).getBytes(StandardCharsets.UTF_8));
    }
    for (int from = 0; from < ids.size(); from += STRETCH) {
      var stretch = ids.subList(from, Math.min(ids.size(), from + STRETCH));
      var text = new StringBuilder();
      for (var row : QuarkusTransaction.requiringNew().call(() -> rows(stretch))) {
        text.append(line(row, format));
      }
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private String line(ExportRow row, ExportFormat format) {
    try {
      return switch (format) {
        case CSV -> CsvLine.of(row);
        case JSONL -> json.writeValueAsString(asJson(row)) + "\n";
        case XARF -> json.writeValueAsString(XarfLine.of(row, notifications.ownAddress())) + "\n";
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a case cannot be written as JSON", e);
    }
  }

  /** As a list has it, and how it ended. */
  private Map<String, Object> asJson(ExportRow row) {
    Map<String, Object> all = new LinkedHashMap<>();
    json.convertValue(row.line(), Map.class)
        .forEach((name, value) -> all.put((String) name, value));
    all.put("closedAt", row.closedAt());
    all.put("outcome", row.outcome());
    all.put("sources", row.sources());
    return all;
  }

  /** Those that whoever asks sees. */
  List<ExportRow> rows(List<UUID> ids) {
    var query =
        database.createNativeQuery(
            "select c.id, c.closed_at, c.outcome, array(select i.value from case_indicator i where"
                + " i.case_id = c.id and i.role = 'SOURCE' and i.type in ('ipv4', 'ipv6', 'domain',"
                + " 'url', 'range', 'arn', 'ec2-instance', 's3-bucket') order by i.reports desc,"
                + " i.type, i.value limit "
                + SOURCES
                + ") from incident_case c where c.id in (:ids)"
                + visibility.whereCaseOf("c.id"),
            Object[].class);
    query.setParameter("ids", ids);
    visibility.bind(query);
    var more = new HashMap<UUID, Object[]>();
    List<?> found = query.getResultList();
    found.forEach(row -> more.put((UUID) ((Object[]) row)[0], (Object[]) row));
    return lines.lines(ids).stream()
        .flatMap(line -> Stream.ofNullable(more.get(line.id())).map(row -> row(line, row)))
        .toList();
  }

  private static ExportRow row(CaseLine line, Object[] more) {
    return new ExportRow(
        line,
        (Instant) more[1],
        more[2] == null ? null : ((String) more[2]).toLowerCase(Locale.ROOT).replace('_', '-'),
        Arrays.asList((String[]) more[3]));
  }
}
