package dev.demarc.formats.bulk;

import com.google.re2j.Pattern;
import dev.demarc.shared.Category;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the names of CrowdSec's scenarios tell of, {@code crowdsecurity/ssh-bf}: an author, and a
 * service with what is done to it.
 */
final class CrowdSecScenarios {

  private static final Pattern NAME = Pattern.compile("(?i)[\\w.-]{2,60}/([\\w.-]{2,80})");

  /** The first that fits tells. */
  private static final Map<Pattern, Category> KINDS = new LinkedHashMap<>();

  static {
    kind("(?:^|[-_])d?dos(?:[-_]|$)|flood", Category.DENIAL_OF_SERVICE);
    kind("port[-_]?scan|multi[-_]ports|iptables[-_]scan|nmap", Category.PORT_SCAN);
    kind("spam", Category.SPAM);
    kind(
        "(?:^|[-_])(?:bf|slow-bf|bruteforce|brute-force|enum|user-enum|probing|sqli|xss|cve|exploit|lfi|rfi|rce"
            + "|backdoors?|traversal|sensitive|admin|scan-uniques|bad-user-agent|generic|webshell|vpatch|appsec)",
        Category.INTRUSION_ATTEMPT);
  }

  private CrowdSecScenarios() {}

  private static void kind(String pattern, Category category) {
    KINDS.put(Pattern.compile("(?i)" + pattern), category);
  }

  /** Empty where it is no name of a scenario, or tells nothing. */
  static Optional<Category> category(@Nullable String scenario) {
    var name = scenario == null ? null : NAME.matcher(scenario.strip());
    if (name == null || !name.matches()) {
      return Optional.empty();
    }
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getKey().matcher(name.group(1)).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
