package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An indicator (STIX 2.1, section 4.7): a pattern, and whether what fits it is still accused.
 *
 * @param sources what a pattern in STIX's own language names; none for other languages
 * @param targets to whom mails go that fit it
 */
record StixIndicator(
    JsonNode node, Standing standing, List<Observable> sources, List<Observable> targets) {

  enum Standing {
    ACCUSES,
    /** Its author took it back, or says that such a thing is harmless. */
    CLEARS,
    /** It was valid until some time before the report came. */
    ENDED
  }

  private static final Set<String> TYPES =
      Set.of("ipv4-addr", "ipv6-addr", "domain-name", "hostname", "url", "email-addr");

  private static final Set<String> EXCHANGES = Set.of("network-traffic", "email-message");

  static StixIndicator of(JsonNode node, Instant receivedAt) {
    var pattern = isForeign(node) ? null : JsonTree.text(node.path("pattern"));
    var named = pattern == null ? List.<StixPattern.Comparison>of() : StixPattern.of(pattern);
    return new StixIndicator(
        node, standing(node, receivedAt), having(Role.SOURCE, named), having(Role.TARGET, named));
  }

  private static boolean isForeign(JsonNode node) {
    var language = JsonTree.text(node.path("pattern_type"));
    return language != null && !language.equalsIgnoreCase("stix");
  }

  /** A rule of Snort, Sigma and the like; null where the pattern is STIX's own. */
  static @Nullable String foreignPattern(JsonNode node) {
    return isForeign(node) ? JsonTree.text(node.path("pattern")) : null;
  }

  private static List<Observable> having(Role role, List<StixPattern.Comparison> named) {
    return named.stream()
        .filter(comparison -> roleOf(comparison.path()) == role)
        .flatMap(comparison -> Observable.of(comparison.value()).stream())
        .toList();
  }

  /** Whoever gets a mail that fits the pattern is its victim. */
  private static @Nullable Role roleOf(String path) {
    var lower = path.toLowerCase(Locale.ROOT);
    var type = lower.substring(0, lower.indexOf(':'));
    if (lower.contains("hashes.") || lower.endsWith("request_header.host")) {
      return Role.SOURCE;
    }
    boolean exchange = EXCHANGES.contains(type);
    boolean value = lower.endsWith(":value") || lower.endsWith(".value");
    if (!value || !exchange && !TYPES.contains(type)) {
      return null;
    }
    boolean receives = Stream.of(":to_refs", ":cc_refs", ":bcc_refs").anyMatch(lower::contains);
    return exchange && receives ? Role.TARGET : Role.SOURCE;
  }

  private static Standing standing(JsonNode node, Instant receivedAt) {
    var types = types(node).toList();
    if (StixObjects.isRevoked(node)
        || !types.isEmpty() && types.stream().allMatch("benign"::equals)) {
      return Standing.CLEARS;
    }
    var until = StatedDate.of(JsonTree.text(node.path("valid_until")));
    return until.isPresent() && !until.get().isAfter(receivedAt)
        ? Standing.ENDED
        : Standing.ACCUSES;
  }

  /** In STIX 2.0 labels are what types are since. */
  static Stream<String> types(JsonNode node) {
    var types = StixObjects.texts(node.path("indicator_types"));
    return (types.isEmpty() ? StixObjects.texts(node.path("labels")) : types)
        .stream().map(type -> type.toLowerCase(Locale.ROOT));
  }

  String id() {
    return String.valueOf(JsonTree.text(node.path("id")));
  }

  boolean accuses() {
    return standing == Standing.ACCUSES;
  }
}
