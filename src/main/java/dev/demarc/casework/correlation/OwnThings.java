package dev.demarc.casework.correlation;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.indicators.Correspondents;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it means for a report that a thing is its sender's own. Pure. */
final class OwnThings {

  static final int LONGEST = 600;

  static final Set<IndicatorType> LEARNED =
      EnumSet.of(IndicatorType.URL, IndicatorType.DOMAIN, IndicatorType.EMAIL);
  private static final Set<IndicatorType> TELLING =
      EnumSet.of(
          IndicatorType.IPV4,
          IndicatorType.IPV6,
          IndicatorType.RANGE,
          IndicatorType.EC2_INSTANCE,
          IndicatorType.S3_BUCKET,
          IndicatorType.URL);

  private OwnThings() {}

  /** What the sender's earlier mails say of a thing. */
  public record Known(Boolean own, boolean recurs) {}

  /**
   * With what recurs taken out of the event, but for a report that accuses nothing else: a stranger
   * could write mails in a sender's name that name a site of theirs, and what the sender then
   * reports of it would accuse nobody.
   */
  static List<Indicator> settled(List<Indicator> all, Map<String, Known> known) {
    var settled = all.stream().map(i -> settled(i, known)).toList();
    if (settled.stream().anyMatch(OwnThings::isAccused)) {
      return settled;
    }
    var kept = new ArrayList<Indicator>();
    for (int i = 0; i < all.size(); i++) {
      boolean recurs = settled.get(i).basis() == Basis.RECURS;
      kept.add(recurs && isAccused(all.get(i)) ? all.get(i) : settled.get(i));
    }
    return kept;
  }

  private static boolean isAccused(Indicator indicator) {
    return indicator.role() == Role.SOURCE || indicator.role() == Role.RESOURCE;
  }

  private static Indicator settled(Indicator indicator, Map<String, Known> known) {
    if (!LEARNED.contains(indicator.type()) || indicator.role() == Role.REPORTER) {
      return indicator;
    }
    var said = known.get(indicator.value());
    if (said == null) {
      said = known.get(host(indicator));
    }
    if (said == null) {
      return indicator;
    }
    if (said.own() != null) {
      boolean freed = !said.own() && indicator.role() == Role.FURNITURE;
      return said.own()
          ? indicator.as(Role.FURNITURE, Basis.PERSON)
          : freed ? indicator.as(Role.MENTIONED, Basis.PERSON) : indicator;
    }
    return said.recurs() && indicator.basis() != Basis.FIELD
        ? indicator.as(Role.FURNITURE, Basis.RECURS)
        : indicator;
  }

  static @Nullable String host(Indicator indicator) {
    var value = indicator.value();
    return switch (indicator.type()) {
      case URL ->
          value
              .substring(value.indexOf("://") + 3)
              .replaceFirst("[/?#].*$", "")
              .replaceFirst("^.*@", "")
              .replaceFirst(":\\d+$", "");
      case DOMAIN -> value;
      default -> null;
    };
  }

  /** What tells the matter of a report apart, beside the thing itself; empty where nothing does. */
  static String about(ParsedReport parsed, Indicator thing) {
    var host = host(thing);
    return parsed.indicators().stream()
        .filter(i -> i.role() == Role.SOURCE && TELLING.contains(i.type()))
        .filter(i -> !i.value().equals(thing.value()) && !isKin(i, host))
        .map(Indicator::value)
        .map(value -> value.length() <= LONGEST ? value : value.substring(0, LONGEST))
        .findFirst()
        .orElse("");
  }

  private static boolean isKin(Indicator indicator, @Nullable String host) {
    var other = indicator.type() == IndicatorType.URL ? host(indicator) : null;
    return other != null && host != null && Correspondents.areKin(other, host);
  }
}
