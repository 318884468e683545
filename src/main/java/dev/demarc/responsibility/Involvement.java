package dev.demarc.responsibility;

import com.google.re2j.Pattern;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Statement.ReaderIs;
import dev.demarc.responsibility.Assessment.Part;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where ours stands in what a report tells: mostly it is accused, but it may be what is attacked,
 * only on the way, or in a list that informs. The work is another then: nobody is to be cut off who
 * did nothing.
 */
enum Involvement {
  ACCUSED,
  ATTACKED,
  BYSTANDER,
  EXPOSED,
  /** It has a flaw, and nothing says that anybody used it. */
  FLAWED;

  private static final int READ = 20_000;
  private static final int NAMED = 5;

  /** Findings have roles of their own: what they call the target may be broken into. */
  private static final Set<String> FINDINGS =
      Set.of(
          "guardduty",
          "asff",
          "ocsf",
          "prowler",
          "aws-health",
          "inspector",
          "access-analyzer",
          "macie");

  private static final Set<Category> FLAWS =
      EnumSet.of(Category.VULNERABILITY, Category.MISSING_PATCH);

  private static final Set<IndicatorType> PLACES =
      EnumSet.of(
          IndicatorType.IPV4,
          IndicatorType.IPV6,
          IndicatorType.RANGE,
          IndicatorType.DOMAIN,
          IndicatorType.URL,
          IndicatorType.EC2_INSTANCE,
          IndicatorType.ARN,
          IndicatorType.S3_BUCKET);

  private static final String OURS =
      "(?:(?:hosts?|systems?|servers?|address(?:es)?|machines?) (?:in|on|of) your"
          + " (?:network|range)|your"
          + " (?:customers?|hosts?|servers?|networks?|address(?:es)?|ips?|systems?|websites?|sites?))";

  private static final Pattern SAID =
      Pattern.compile(
          "(?i)\\b"
              + OURS
              + "\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,50}\\b(?:is|are|was|were|has been|have been|being)"
              + " (?:(?:currently|now|probably|likely|being) )?(?:attacked|under"
              + " attack|targeted|flooded|the (?:target|victim)s?|victims?|the subject of)|\\b"
              + OURS
              + "\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,50}\\b(?:is|are|was|were|has been|have been)"
              + " (?:receiving|getting|taking|hit|hammered|bombarded|overwhelmed|saturated|swamped|suffering|being"
              + " (?:hit|flooded|attacked|targeted|scanned|hammered))|\\byou (?:are|were|have been)"
              + " (?:probably |likely |currently |being )*(?:the (?:victim|target)|a"
              + " (?:victim|target)|attacked|targeted|under"
              + " attack)|\\b(?:address(?:es)?|hosts?|servers?|systems?|customers?|machines?) of"
              + " yours\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,40}\\b(?:victims?|targets?|attacked|targeted|flooded|under"
              + " attack)|\\b(?:victim|target) (?:is|was|of the attack is) (?:an? |one of )?"
              + OURS
              + "|\\b(?:attacks?|ddos|flood(?:ing)?) (?:on|against|towards|targeting) "
              + OURS
              + "|\\bihre? (?:server|netz\\w*|systeme?|adressen?|kunden?)\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,50}\\b(?:wird|werden|wurden?|ist|sind)\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,30}\\b(?:angegriffen|ziel|opfer)|\\bvotre"
              + " (?:serveur|réseau|client|adresse)\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,50}\\b(?:est|a été) (?:attaqué|la cible|victime|visé)|\\bsu"
              + " (?:servidor|red|cliente|dirección)\\b(?:[^.!?\\n"
              + "]|[.]\\S){0,50}\\b(?:es|está siendo|fue|ha sido) (?:atacad|objetivo|el"
              + " objetivo|víctima)");

  static Involvement of(ParsedReport report, AssessmentContext known) {
    var readerIs = report.statement().readerIs();
    boolean ofWords = !FINDINGS.contains(report.format());
    boolean doubted = readerIs == ReaderIs.ATTACKED && ofWords && isOursAccused(known);
    if (readerIs != null && !doubted) {
      return valueOf(readerIs.name());
    }
    if (FINDINGS.contains(report.format())) {
      return FLAWS.contains(report.category()) ? FLAWED : ACCUSED;
    }
    var held = held(report, known);
    if (held != ACCUSED) {
      return held;
    }
    // the dearest question last: most reports name nothing that is attacked
    boolean attacked = named(report, Role.TARGET).findAny().isPresent() && saysAttacked(report);
    return attacked ? ATTACKED : ACCUSED;
  }

  /** Whoever is attacked, it comes from what the inventory knows as ours. */
  private static boolean isOursAccused(AssessmentContext known) {
    return known.holdings().stream()
        .anyMatch(h -> h.known() == Holding.Known.INVENTORY && h.indicator().role() == Role.SOURCE);
  }

  private static boolean saysAttacked(ParsedReport report) {
    var text = report.title() + "\n" + (report.text() == null ? "" : report.text());
    return SAID.matcher(text.length() > READ ? text.substring(0, READ) : text).find();
  }

  /** By what the inventory knows as ours among what the report names. */
  private static Involvement held(ParsedReport report, AssessmentContext known) {
    var roles =
        known.holdings().stream()
            .filter(h -> h.known() == Holding.Known.INVENTORY)
            .map(h -> h.indicator().role())
            .collect(Collectors.toSet());
    boolean others =
        report.indicators().stream()
            .filter(i -> i.role() == Role.SOURCE && PLACES.contains(i.type()))
            .anyMatch(i -> known.holdings().stream().noneMatch(h -> isOurs(h, i)));
    if (roles.isEmpty() || !others || roles.contains(Role.SOURCE)) {
      return ACCUSED;
    }
    if (roles.contains(Role.TARGET)) {
      return ATTACKED;
    }
    return roles.contains(Role.BYSTANDER) ? BYSTANDER : ACCUSED;
  }

  private static boolean isOurs(Holding holding, Indicator indicator) {
    return holding.known() == Holding.Known.INVENTORY && holding.indicator().equals(indicator);
  }

  /** The parts in words that fit: the customer's is the one that cuts somebody off. */
  List<Part> words(List<Part> parts, ParsedReport report) {
    return this == ACCUSED
        ? parts
        : parts.stream().map(p -> new Part(p.side(), task(p, report))).toList();
  }

  private @Nullable String task(Part part, ParsedReport report) {
    if (part.side() == Side.AWS) {
      return this == ATTACKED
          ? "Check whether the attack on "
              + things(report, Role.TARGET)
              + " goes on, and filter it."
          : part.task();
    }
    return switch (this) {
      case ATTACKED ->
          "Protect "
              + things(report, Role.TARGET)
              + ", which is what is attacked: check whether the attack got through, limit who can"
              + " reach it, and inform its owner.";
      case BYSTANDER ->
          "Check why "
              + things(report, Role.BYSTANDER)
              + " is named: it is only on the way of what the report accuses. Inform its owner;"
              + " nothing is to be cut off.";
      case EXPOSED ->
          "Check whether "
              + things(report, Role.SOURCE)
              + " is meant to be reachable as the report lists it, and close or update what is not."
              + " The list informs; it accuses nobody.";
      case FLAWED ->
          "Update what the finding names to a version without the flaw, limit until then who can"
              + " reach it, and check whether somebody used it already. The finding tells of no"
              + " attack.";
      case ACCUSED -> part.task();
    };
  }

  private static String things(ParsedReport report, Role role) {
    var all = named(report, role).map(Indicator::value).distinct().toList();
    if (all.isEmpty()) {
      return "what the report names";
    }
    var some = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? some + " and " + (all.size() - NAMED) + " more" : some;
  }

  private static Stream<Indicator> named(ParsedReport report, Role role) {
    return report.indicators().stream().filter(i -> i.role() == role && PLACES.contains(i.type()));
  }
}
