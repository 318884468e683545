package dev.demarc.casework.correlation;

import dev.demarc.casework.correlation.Subject.Kind;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Statement;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.intake.Channel;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Category;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Submitter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a report is about. Pure. */
public final class Subjects {

  static final int AT_MOST = 20;

  private static final Map<IndicatorType, Kind> KINDS = new EnumMap<>(IndicatorType.class);

  static {
    KINDS.put(IndicatorType.ARN, Kind.RESOURCE);
    KINDS.put(IndicatorType.EC2_INSTANCE, Kind.RESOURCE);
    KINDS.put(IndicatorType.ACCESS_KEY, Kind.RESOURCE);
    KINDS.put(IndicatorType.S3_BUCKET, Kind.RESOURCE);
    KINDS.put(IndicatorType.IPV4, Kind.ADDRESS);
    KINDS.put(IndicatorType.IPV6, Kind.ADDRESS);
    KINDS.put(IndicatorType.RANGE, Kind.ADDRESS);
    KINDS.put(IndicatorType.URL, Kind.SITE);
    KINDS.put(IndicatorType.DOMAIN, Kind.SITE);
  }

  private final Category category;
  private final Map<Indicator, String> holders = new HashMap<>();

  /** Addresses that tell no customer from another. */
  private final Set<Indicator> shared = new HashSet<>();

  private final Map<String, Subject> found = new LinkedHashMap<>();

  private Subjects(Category category, List<Holding> holdings) {
    this.category = category;
    holdings.stream()
        .filter(h -> h.resource() != null)
        .forEach(h -> holders.putIfAbsent(h.indicator(), h.resource()));
    holdings.stream().filter(Holding::isSharedByCustomers).forEach(h -> shared.add(h.indicator()));
  }

  /**
   * @param holdings the inventory's answer for the report's indicators
   * @return most telling first: the sender's own id, resources, sources; a lone address that the
   *     text mentions only where there is none of these, and the account only then
   */
  public static List<Subject> of(
      StoredReport report, ParsedReport parsed, Category category, List<Holding> holdings) {
    var subjects = new Subjects(category, holdings);
    var stated = parsed.statement();
    if (parsed.externalId() != null && stated.idScope() != IdScope.SENDER) {
      subjects.add(Subject.externalId(scope(report, parsed), parsed.externalId()));
    }
    subjects.addCaseNumber(stated.caseNumber());
    if (stated.control() != null) {
      // the same bucket breaks many controls, which are mended one by one
      subjects.add(Subject.control(stated.control(), parsed.accountId()));
      return List.copyOf(subjects.found.values());
    }
    parsed.indicators().stream()
        .filter(i -> kind(i) == Kind.RESOURCE && i.role().isOfTheEvent())
        .forEach(subjects::add);
    subjects.addSources(parsed);
    if (subjects.found.isEmpty()) {
      loneMention(parsed).ifPresent(subjects::add);
    }
    if (subjects.found.isEmpty() && parsed.accountId() != null) {
      subjects.add(Subject.thing(Kind.ACCOUNT, "aws-account", parsed.accountId(), category));
    }
    series(parsed, category).ifPresent(subjects::add);
    return List.copyOf(subjects.found.values());
  }

  private void add(Subject subject) {
    found.putIfAbsent(subject.key(), subject);
  }

  /** An address of a service's own counts only where nothing narrower is named. */
  private void addSources(ParsedReport parsed) {
    var sources =
        parsed.indicators().stream().filter(i -> isPlace(i) && i.role() == Role.SOURCE).toList();
    sources.stream().filter(i -> !shared.contains(i)).forEach(this::add);
    if (found.values().stream().noneMatch(s -> isThing(s.kind()))) {
      sources.forEach(this::add);
    }
  }

  private static boolean isThing(@Nullable Kind kind) {
    return kind == Kind.RESOURCE || kind == Kind.ADDRESS || kind == Kind.SITE;
  }

  /**
   * What belongs to a resource by the inventory is that resource. Its own name then counts only as
   * long as it belongs there; cases that were opened when nobody knew are still found by it.
   */
  private void add(Indicator indicator) {
    if (found.size() >= AT_MOST) {
      return;
    }
    var named = subject(indicator);
    var holder = holders.get(indicator);
    var resource =
        holder == null
            ? named
            : Subject.resource(holder, category).said(indicator.role(), indicator.basis());
    if (resource.key().equals(named.key())) {
      add(named);
    } else {
      add(named.heldBy(resource));
      add(resource.calledInReport(named.words()));
      add(named.onlySought());
    }
  }

  private static @Nullable Kind kind(Indicator indicator) {
    return KINDS.get(indicator.type());
  }

  private static boolean isPlace(Indicator indicator) {
    return kind(indicator) == Kind.ADDRESS || kind(indicator) == Kind.SITE;
  }

  private static Optional<Indicator> loneMention(ParsedReport parsed) {
    var mentioned =
        parsed.indicators().stream().filter(i -> i.role() == Role.MENTIONED && isPlace(i)).toList();
    return mentioned.size() == 1 ? Optional.of(mentioned.get(0)) : Optional.empty();
  }

  private Subject subject(Indicator indicator) {
    var thing =
        switch (indicator.type()) {
          case ARN, EC2_INSTANCE, S3_BUCKET -> Subject.resource(indicator.value(), category);
          default ->
              Subject.thing(
                  Objects.requireNonNull(kind(indicator), "looked at before"),
                  indicator.type().slug(),
                  indicator.value(),
                  category);
        };
    return thing.said(indicator.role(), indicator.basis());
  }

  /** The sender's own number; of a mail that has none of its own the external id, too. */
  private void addCaseNumber(Statement.@Nullable CaseNumber number) {
    if (number != null) {
      add(Subject.externalId(number.scope() + " ", number.number()));
    }
  }

  /** A follow-up that says neither of which matter nor of what is sought by the mails before it. */
  private static Optional<Subject> series(ParsedReport parsed, Category category) {
    var stated = parsed.statement();
    return Optional.ofNullable(stated.series())
        .map(of -> Subject.series(of, category))
        .map(series -> stated.followsUp() ? series : series.onlyKept());
  }

  /** Names are for people: a key may be named as another is, or as a person. */
  private static String submitter(StoredReport report) {
    if (report.submitterKey() != null) {
      return Submitter.key(report.submitterKey(), report.submittedBy()).scope();
    }
    return report.channel() == Channel.REST
        ? Submitter.person(report.submittedBy()).scope()
        : Submitter.channel(report.submittedBy()).scope();
  }

  private static String scope(StoredReport report, ParsedReport parsed) {
    if (parsed.statement().idScope() == IdScope.ACCOUNT) {
      return parsed.accountId() == null ? "" : parsed.accountId() + " ";
    }
    var reporter = parsed.reporter();
    if (reporter != null && reporter.email() != null) {
      return reporter.email() + " ";
    }
    return parsed.mail() == null ? submitter(report) + " " : "";
  }
}
