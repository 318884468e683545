package dev.demarc.casework;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a report is about, as keys that two reports about the same thing share: a resource, an
 * address or a site, each with the category. Pure.
 */
final class Subjects {

  static final int AT_MOST = 20;

  /** An index entry of PostgreSQL holds at most 2,704 bytes. */
  private static final int LONGEST = 640;

  private static final Set<IndicatorType> RESOURCES =
      EnumSet.of(
          IndicatorType.ARN,
          IndicatorType.EC2_INSTANCE,
          IndicatorType.ACCESS_KEY,
          IndicatorType.S3_BUCKET);

  private static final Set<IndicatorType> ADDRESSES =
      EnumSet.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.URL, IndicatorType.DOMAIN);

  private Subjects() {}

  /**
   * @return most telling first: the sender's own id, resources, sources, and only where there is
   *     none of these a lone address that the text mentions
   */
  static List<String> of(ParsedReport report, Category category) {
    var subjects = new LinkedHashSet<String>();
    if (report.externalId() != null) {
      subjects.add("external-id " + sender(report) + report.externalId());
    }
    for (var indicator : report.indicators()) {
      if (RESOURCES.contains(indicator.type()) && indicator.role() != Role.REPORTER) {
        subjects.add(subject(indicator, category));
      }
    }
    for (var indicator : report.indicators()) {
      if (ADDRESSES.contains(indicator.type()) && indicator.role() == Role.SOURCE) {
        subjects.add(subject(indicator, category));
      }
    }
    if (subjects.isEmpty()) {
      var mentioned =
          report.indicators().stream()
              .filter(i -> ADDRESSES.contains(i.type()) && i.role() == Role.MENTIONED)
              .toList();
      if (mentioned.size() == 1) {
        subjects.add(subject(mentioned.get(0), category));
      }
    }
    return subjects.stream()
        .map(subject -> subject.length() > LONGEST ? subject.substring(0, LONGEST) : subject)
        .limit(AT_MOST)
        .toList();
  }

  /** An id is only its sender's own: two senders may number alike. */
  private static String sender(ParsedReport report) {
    var reporter = report.reporter();
    return reporter == null || reporter.email() == null ? "" : reporter.email() + " ";
  }

  private static String subject(Indicator indicator, Category category) {
    return indicator.type().slug() + " " + indicator.value() + " as " + category.slug();
  }
}
