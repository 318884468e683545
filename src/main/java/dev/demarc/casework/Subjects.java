package dev.demarc.casework;

import dev.demarc.casework.Subject.Kind;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Category;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a report is about. Pure. */
final class Subjects {

  static final int AT_MOST = 20;

  private static final Map<IndicatorType, Kind> KINDS = new EnumMap<>(IndicatorType.class);

  static {
    KINDS.put(IndicatorType.ARN, Kind.RESOURCE);
    KINDS.put(IndicatorType.EC2_INSTANCE, Kind.RESOURCE);
    KINDS.put(IndicatorType.ACCESS_KEY, Kind.RESOURCE);
    KINDS.put(IndicatorType.S3_BUCKET, Kind.RESOURCE);
    KINDS.put(IndicatorType.IPV4, Kind.ADDRESS);
    KINDS.put(IndicatorType.IPV6, Kind.ADDRESS);
    KINDS.put(IndicatorType.URL, Kind.SITE);
    KINDS.put(IndicatorType.DOMAIN, Kind.SITE);
  }

  /** Formats of AWS's own: their ids are the account's, whoever passes them on. */
  private static final Set<String> OF_THE_ACCOUNT =
      Set.of("guardduty", "asff", "aws-health", "aws-event", "ocsf");

  private Subjects() {}

  /**
   * @param holdings the inventory's answer for the report's indicators
   * @return most telling first: the sender's own id, resources, sources; a lone address that the
   *     text mentions only where there is none of these, and the account only then
   */
  static List<Subject> of(
      StoredReport report, ParsedReport parsed, Category category, List<Holding> holdings) {
    var subjects = new LinkedHashMap<String, Subject>();
    if (parsed.externalId() != null) {
      add(subjects, Subject.externalId(scope(report, parsed), parsed.externalId()));
    }
    for (var indicator : parsed.indicators()) {
      if (kind(indicator) == Kind.RESOURCE && indicator.role() != Role.REPORTER) {
        add(subjects, subject(indicator, category));
      }
    }
    for (var holding : holdings) {
      if (isHeldResource(holding)) {
        add(subjects, Subject.thing(Kind.RESOURCE, "held", holding.match(), category));
      }
    }
    for (var indicator : parsed.indicators()) {
      boolean acts = indicator.role() == Role.SOURCE;
      if (acts && (kind(indicator) == Kind.ADDRESS || kind(indicator) == Kind.SITE)) {
        add(subjects, subject(indicator, category));
      }
    }
    if (subjects.isEmpty()) {
      loneMention(subjects, parsed, category);
    }
    if (subjects.isEmpty() && parsed.accountId() != null) {
      add(subjects, Subject.thing(Kind.ACCOUNT, "aws-account", parsed.accountId(), category));
    }
    return subjects.values().stream().limit(AT_MOST).toList();
  }

  private static void add(Map<String, Subject> subjects, Subject subject) {
    subjects.putIfAbsent(subject.key(), subject);
  }

  private static Kind kind(Indicator indicator) {
    return KINDS.get(indicator.type());
  }

  /** An address that the inventory knows to be a resource's is that resource. */
  private static boolean isHeldResource(Holding holding) {
    return holding.known() == Holding.Known.INVENTORY
        && holding.indicator().role() != Role.REPORTER
        && holding.match() != null
        && (holding.match().startsWith("arn:") || holding.match().startsWith("i-"));
  }

  private static void loneMention(
      Map<String, Subject> subjects, ParsedReport parsed, Category category) {
    var mentioned =
        parsed.indicators().stream()
            .filter(i -> i.role() == Role.MENTIONED)
            .filter(i -> kind(i) == Kind.ADDRESS || kind(i) == Kind.SITE)
            .toList();
    if (mentioned.size() == 1) {
      add(subjects, subject(mentioned.get(0), category));
    }
  }

  private static Subject subject(Indicator indicator, Category category) {
    return Subject.thing(kind(indicator), indicator.type().slug(), indicator.value(), category);
  }

  private static String scope(StoredReport report, ParsedReport parsed) {
    if (OF_THE_ACCOUNT.contains(parsed.format())) {
      return parsed.accountId() == null ? "" : parsed.accountId() + " ";
    }
    var reporter = parsed.reporter();
    if (reporter != null && reporter.email() != null) {
      return reporter.email() + " ";
    }
    return parsed.mail() == null ? report.submittedBy() + " " : "";
  }
}
