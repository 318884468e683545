package dev.demarc.formats.xarf;

import dev.demarc.shared.Category;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XARF's categories and types, of all its versions, in Demarc's categories. */
final class XarfCategory {

  private static final Map<String, Category> TYPES =
      Map.ofEntries(
          Map.entry("spam", Category.SPAM),
          Map.entry("bulkmessaging", Category.SPAM),
          Map.entry("socialengineering", Category.FRAUD),
          Map.entry("ddos", Category.DENIAL_OF_SERVICE),
          Map.entry("dos", Category.DENIAL_OF_SERVICE),
          Map.entry("infectedhost", Category.BOTNET),
          Map.entry("bot", Category.BOTNET),
          Map.entry("botnet", Category.BOTNET),
          Map.entry("loginattack", Category.INTRUSION_ATTEMPT),
          Map.entry("authfailure", Category.INTRUSION_ATTEMPT),
          Map.entry("bruteforce", Category.INTRUSION_ATTEMPT),
          Map.entry("webattack", Category.INTRUSION_ATTEMPT),
          Map.entry("exploit", Category.INTRUSION_ATTEMPT),
          Map.entry("harvesting", Category.INTRUSION_ATTEMPT),
          Map.entry("sqlinjection", Category.INTRUSION_ATTEMPT),
          Map.entry("portscan", Category.PORT_SCAN),
          Map.entry("reconnaissance", Category.PORT_SCAN),
          Map.entry("vulnerabilityscan", Category.PORT_SCAN),
          Map.entry("phishing", Category.PHISHING),
          Map.entry("phishingsite", Category.PHISHING),
          Map.entry("suspiciousregistration", Category.PHISHING),
          Map.entry("malware", Category.MALWARE),
          Map.entry("fraud", Category.FRAUD),
          Map.entry("csam", Category.CHILD_ABUSE),
          Map.entry("csem", Category.CHILD_ABUSE),
          Map.entry("childabuse", Category.CHILD_ABUSE),
          Map.entry("childsexualabusematerial", Category.CHILD_ABUSE),
          Map.entry("harassment", Category.PROHIBITED_CONTENT),
          Map.entry("harassed", Category.PROHIBITED_CONTENT),
          Map.entry("brandinfringement", Category.COPYRIGHT),
          Map.entry("trademark", Category.COPYRIGHT),
          Map.entry("copyright", Category.COPYRIGHT),
          Map.entry("exposeddata", Category.DATA_EXPOSURE),
          Map.entry("dataleak", Category.DATA_EXPOSURE),
          Map.entry("remotecompromise", Category.COMPROMISED_RESOURCE),
          Map.entry("compromisedserver", Category.COMPROMISED_RESOURCE),
          Map.entry("compromisedwebsite", Category.COMPROMISED_RESOURCE),
          Map.entry("potentiallycompromisedaccount", Category.CREDENTIAL_EXPOSURE),
          Map.entry("cve", Category.VULNERABILITY),
          Map.entry("misconfiguration", Category.MISCONFIGURATION),
          Map.entry("openservice", Category.MISCONFIGURATION),
          Map.entry("outdateddnssec", Category.MISCONFIGURATION));

  private static final Map<String, Category> CATEGORIES =
      Map.of(
          "messaging", Category.SPAM,
          "connection", Category.INTRUSION_ATTEMPT,
          "content", Category.PROHIBITED_CONTENT,
          "copyright", Category.COPYRIGHT,
          "infrastructure", Category.COMPROMISED_RESOURCE,
          "vulnerability", Category.VULNERABILITY);

  private XarfCategory() {}

  /** The type decides, in any spelling; an unknown type falls back to its category. */
  static Category of(@Nullable String category, @Nullable String type) {
    var known = TYPES.get(letters(type));
    if (known == null) {
      // X-ARF 0.x: malware-attack, phishing-attack and the like
      known = TYPES.get(letters(type).replaceAll("(attack|attempt)s?$", ""));
    }
    return known != null ? known : CATEGORIES.getOrDefault(letters(category), Category.OTHER);
  }

  private static String letters(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
