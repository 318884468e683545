package dev.demarc.casework.contents;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a report is found by in full text: its title, its text, and the parts of the names of
 * resources in it, which findings give in fields of their own.
 */
record SearchedWords(String text) {

  /** As {@code search_spaced} cuts it. */
  private static final int MOST = 40_000;

  private static final Set<IndicatorType> RESOURCES =
      EnumSet.of(IndicatorType.ARN, IndicatorType.S3_BUCKET, IndicatorType.EC2_INSTANCE);

  static SearchedWords of(ParsedReport parsed) {
    var names =
        parsed.indicators().stream()
            .filter(indicator -> RESOURCES.contains(indicator.type()))
            .map(Indicator::value)
            .distinct()
            .limit(100)
            .collect(Collectors.joining(" "));
    var text = parsed.text() == null ? "" : parsed.text();
    var all = CaseReports.title(parsed) + " " + names + " " + text;
    // text that was read has no half characters, but a cut makes one
    int end =
        all.length() <= MOST
            ? all.length()
            : Character.isHighSurrogate(all.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return new SearchedWords(CaseReports.clean(all.substring(0, end)));
  }

  /** With the report's id; of one that is filed again, what it says now. */
  void store(EntityManager database, UUID report, UUID filedIn) {
    database
        .createNativeQuery(
            "insert into search_text (id, case_id, words) values (:report, :case,"
                + " search_vector(:text)) on conflict (id) do update set case_id ="
                + " excluded.case_id, words = excluded.words")
        .setParameter("report", report)
        .setParameter("case", filedIn)
        .setParameter("text", text)
        .executeUpdate();
  }
}
