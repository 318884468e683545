package dev.demarc.formats.bulk;

import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a known sender's table is about: the types of the reference incident taxonomy
 * (RSIT) as IntelMQ writes them, AbuseIPDB's numbers, Shadowserver's tags.
 */
public final class TableCategories {

  private static final Map<String, Category> TYPES = new HashMap<>();

  /** AbuseIPDB's category numbers, from 1. */
  private static final List<Category> NUMBERS =
      List.of(
          Category.COMPROMISED_RESOURCE, // DNS compromise
          Category.COMPROMISED_RESOURCE, // DNS poisoning
          Category.FRAUD, // fraud orders
          Category.DENIAL_OF_SERVICE, // DDoS attack
          Category.INTRUSION_ATTEMPT, // FTP brute force
          Category.DENIAL_OF_SERVICE, // ping of death
          Category.PHISHING,
          Category.FRAUD, // fraud VoIP
          Category.OPEN_PROXY,
          Category.SPAM, // web spam
          Category.SPAM, // e-mail spam
          Category.SPAM, // blog spam
          Category.OPEN_PROXY, // VPN address
          Category.PORT_SCAN,
          Category.INTRUSION_ATTEMPT, // hacking
          Category.INTRUSION_ATTEMPT, // SQL injection
          Category.FRAUD, // spoofing
          Category.INTRUSION_ATTEMPT, // brute force
          Category.INTRUSION_ATTEMPT, // bad web bot
          Category.COMPROMISED_RESOURCE, // exploited host
          Category.INTRUSION_ATTEMPT, // web application attack
          Category.INTRUSION_ATTEMPT, // SSH
          Category.INTRUSION_ATTEMPT); // IoT targeted

  /** Threat types of Google's Safe Browsing, and of those who list like it. */
  private static final Map<String, Category> SAFE_BROWSING =
      Map.of(
          "social-engineering", Category.PHISHING,
          "malware", Category.MALWARE,
          "unwanted-software", Category.MALWARE,
          "potentially-harmful-application", Category.MALWARE);

  /** What an impact in IODEF says was attempted (RFC 5070 section 3.10.1). */
  private static final Map<String, Category> IMPACTS =
      Map.of(
          "admin", Category.INTRUSION_ATTEMPT,
          "user", Category.INTRUSION_ATTEMPT,
          "dos", Category.DENIAL_OF_SERVICE,
          "recon", Category.PORT_SCAN,
          "social-engineering", Category.PHISHING,
          "info-leak", Category.DATA_EXPOSURE,
          "misconfiguration", Category.MISCONFIGURATION);

  static {
    put(Category.SPAM, "spam abusive.spam");
    put(Category.PROHIBITED_CONTENT, "harmful-speech violence hate-speech");
    put(
        Category.MALWARE,
        "malware malware-distribution malware-download malware-url malware-configuration malicious-code dga-domain");
    put(Category.BOTNET, "infected-system botnet-drone c2-server c2server c&c botnet bot bots cnc");
    put(Category.PORT_SCAN, "scanner scanning scan sniffing other-information-gathering");
    put(Category.INTRUSION_ATTEMPT, "brute-force bruteforce exploit ids-alert intrusion-attempt");
    put(Category.INTRUSION_ATTEMPT, "intrusion-attempts login-attempts social-engineering hacking");
    put(
        Category.COMPROMISED_RESOURCE,
        "system-compromise compromised compromised-system privileged-account-compromise"
            + " unprivileged-account-compromise application-compromise defacement backdoor"
            + " intrusions webshell");
    put(Category.DENIAL_OF_SERVICE, "ddos dos denial-of-service distributed-denial-of-service");
    put(Category.PHISHING, "phishing");
    put(
        Category.FRAUD,
        "fraud masquerade unauthorised-use-of-resources unauthorized-use-of-resources");
    put(Category.COPYRIGHT, "copyright");
    put(Category.DATA_EXPOSURE, "data-leak data-loss leak unauthorised-information-access");
    put(Category.CREDENTIAL_EXPOSURE, "credential-leak dropzone leaked-credentials");
    put(Category.OPEN_PROXY, "ddos-amplifier open-proxy proxy tor open-resolver amplifier");
    put(
        Category.MISCONFIGURATION,
        "potentially-unwanted-accessible information-disclosure weak-crypto");
    put(Category.VULNERABILITY, "vulnerable-system vulnerability vulnerable vulnerable-service");
    put(Category.SERVICE_FAULT, "outage misconfiguration-of-service");
    // of IDEA (CESNET), which names a kind and what it is more exactly
    put(Category.PROHIBITED_CONTENT, "abusive.harassment abusive.violence abusive.sexual");
    put(Category.CHILD_ABUSE, "abusive.child");
    put(
        Category.MALWARE,
        "malware.virus malware.worm malware.trojan malware.spyware malware.dialer malware.rootkit");
    put(Category.PORT_SCAN, "recon recon.scanning recon.sniffing recon.searching");
    put(Category.INTRUSION_ATTEMPT, "attempt attempt.exploit attempt.login attempt.newsignature");
    put(
        Category.COMPROMISED_RESOURCE,
        "intrusion intrusion.admincompromise intrusion.usercompromise intrusion.appcompromise");
    put(Category.BOTNET, "intrusion.botnet");
    put(Category.DENIAL_OF_SERVICE, "availability.dos availability.ddos availability.sabotage");
    put(Category.SERVICE_FAULT, "availability.outage");
    put(Category.DATA_EXPOSURE, "information.unauthorizedaccess");
    put(Category.COPYRIGHT, "fraud.copyright");
    put(Category.FRAUD, "fraud.unauthorizedusage fraud.masquerade fraud.scam");
    put(Category.PHISHING, "fraud.phishing recon.socialengineering");
    put(Category.OPEN_PROXY, "vulnerable.open");
    put(Category.MISCONFIGURATION, "vulnerable.config");
    put(Category.OTHER, "blacklist blocklist other undetermined test");
  }

  private TableCategories() {}

  private static void put(Category category, String types) {
    for (var type : types.split(" ")) {
      TYPES.put(type, category);
    }
  }

  /**
   * @param row the values by the names of {@link TableColumns}
   * @return null where the row does not say, or nobody knows the word
   */
  public static @Nullable Category of(Map<String, String> row) {
    if (row.containsKey("phish_id")) {
      return Category.PHISHING; // of PhishTank's lists
    }
    var threat = row.get("threattype") == null ? row.get("threat_type") : row.get("threattype");
    if (threat != null && SAFE_BROWSING.containsKey(word(threat))) {
      return SAFE_BROWSING.get(word(threat));
    }
    return ofImpact(row)
        .or(() -> ofWords(row))
        .or(() -> ofNumbers(row))
        .or(() -> CrowdSecScenarios.category(row.get("scenario")))
        .orElseGet(() -> ofFeed(row));
  }

  private static Optional<Category> ofWords(Map<String, String> row) {
    return Stream.of(
            "classification_type", "category", "categories", "abuse_type", "threat", "type")
        .map(row::get)
        .filter(Objects::nonNull)
        .map(TableCategories::of)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** What succeeded is told by the words. */
  private static Optional<Category> ofImpact(Map<String, String> row) {
    var impact = row.get("impact_type");
    return impact == null || "succeeded".equals(row.get("impact_completion"))
        ? Optional.empty()
        : Optional.ofNullable(IMPACTS.get(impact));
  }

  /** Of a table in AbuseIPDB's columns; in another a number can mean anything. */
  private static Optional<Category> ofNumbers(Map<String, String> row) {
    boolean abuseIpDb =
        (row.containsKey("ip") || row.containsKey("ip_address") || row.containsKey("ipaddress"))
            && TableColumns.TIMES.stream().anyMatch(row::containsKey);
    return Stream.of("categories", "category")
        .filter(column -> abuseIpDb && row.containsKey(column))
        .map(column -> row.getOrDefault(column, ""))
        .flatMap(numbers -> numbers(numbers).stream())
        .findFirst()
        .map(number -> NUMBERS.get(number - 1));
  }

  /** What AbuseIPDB means by a number; null where it has no such category. */
  public static @Nullable Category ofAbuseIpDb(@Nullable Integer number) {
    return number == null || number < 1 || number > NUMBERS.size() ? null : NUMBERS.get(number - 1);
  }

  /** One word, as any of the senders writes it; null where nobody knows it. */
  public static Category of(String stated) {
    return Category.of(stated).orElseGet(() -> TYPES.get(word(stated)));
  }

  /** AbuseIPDB's numbers; none where the value is anything else. */
  private static List<Integer> numbers(String stated) {
    var numbers = new ArrayList<Integer>();
    for (var part : stated.strip().replaceAll("^[\\[{]|[\\]}]$", "").split("[,;|\\s]+")) {
      if (!part.matches("[1-9]\\d?") || Integer.parseInt(part) > NUMBERS.size()) {
        return List.of();
      }
      numbers.add(Integer.valueOf(part));
    }
    return numbers;
  }

  private static String word(String stated) {
    return stated.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Shadowserver's rows tell by tags and names of what infected the host. */
  private static @Nullable Category ofFeed(Map<String, String> row) {
    boolean shadowserver =
        (row.containsKey("asn") || row.containsKey("src_asn"))
            && (row.containsKey("geo") || row.containsKey("src_geo"));
    if (!shadowserver) {
      return null;
    }
    var infection = row.get("infection");
    if (infection != null && infection.toLowerCase(Locale.ROOT).contains("ddos")) {
      return Category.DENIAL_OF_SERVICE; // its tag names the protocol
    }
    var tagged = row.get("tag") == null ? "" : row.get("tag").toLowerCase(Locale.ROOT);
    var category = ShadowserverTypes.category(tagged);
    return category == null && infection != null ? Category.BOTNET : category;
  }
}
