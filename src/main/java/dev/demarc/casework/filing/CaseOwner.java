package dev.demarc.casework.filing;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whose thing a case is about, as the first thing that the report names and somebody holds. */
record CaseOwner(
    @Nullable String owner,
    @Nullable String accountId,
    @Nullable String region,
    List<String> tags) {

  private static final CaseOwner NOBODY = new CaseOwner(null, null, null, List.of());

  private static final Set<IndicatorType> RESOURCES =
      EnumSet.of(
          IndicatorType.ARN,
          IndicatorType.EC2_INSTANCE,
          IndicatorType.S3_BUCKET,
          IndicatorType.ACCESS_KEY);

  /**
   * What acts comes first. Of a finding, the resource it is about is next; elsewhere a target is
   * somebody's victim, who is not the one to act.
   *
   * @param holdings the inventory's answer for the report's indicators
   */
  static CaseOwner of(ParsedReport parsed, List<Holding> holdings) {
    var known = holdings.stream().filter(h -> h.known() == Holding.Known.INVENTORY).toList();
    return first(known, h -> h.indicator().role() == Role.SOURCE)
        .or(() -> first(known, h -> isAbout(parsed, h.indicator())))
        .or(() -> first(known, h -> h.indicator().role() != Role.TARGET))
        .map(h -> new CaseOwner(h.owner(), h.accountId(), h.region(), h.tags()))
        .orElse(NOBODY);
  }

  private static Optional<Holding> first(List<Holding> holdings, Predicate<Holding> of) {
    return holdings.stream().filter(of).findFirst();
  }

  /** An address at the other end is a target too, so an address must be among the resources. */
  private static boolean isAbout(ParsedReport finding, Indicator target) {
    var own = finding.statement().ownResources();
    return own != null
        && target.role() == Role.TARGET
        && (RESOURCES.contains(target.type()) || own.contains(target.value()));
  }
}
