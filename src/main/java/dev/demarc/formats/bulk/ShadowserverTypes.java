package dev.demarc.formats.bulk;

import com.google.re2j.Pattern;
import dev.demarc.formats.Statement.ReaderIs;
import dev.demarc.shared.Category;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shadowserver's report types in Demarc's categories: the first that fits. */
public final class ShadowserverTypes {

  private static final Map<Pattern, Category> TYPES = new LinkedHashMap<>();

  static {
    put("ddos|dos_", Category.DENIAL_OF_SERVICE);
    put("brute_force|bruteforce", Category.INTRUSION_ATTEMPT);
    put("phish", Category.PHISHING);
    put("malware_url|sandbox|malware", Category.MALWARE);
    put("spam", Category.SPAM);
    put("compromised|defac|webshell|backdoor|implant", Category.COMPROMISED_RESOURCE);
    put("honeypot|darknet", Category.PORT_SCAN);
    put("sinkhole|botnet|drone|infect|cc_ip|command|c2|bot_", Category.BOTNET);
    put(
        "vulnerab|exchange|ssl|poodle|freak|cve|isakmp|cisco_smart|outdated",
        Category.VULNERABILITY);
    put(
        "dns|resolver|ntp|ssdp|chargen|qotd|snmp|memcached|ldap_udp|cldap|mdns|tftp|netbios"
            + "|portmap|stun|coap|socks|proxy|ubiquiti|ws_discovery|wsd|ard|dvr_dhcp|ip_spoofer",
        Category.OPEN_PROXY);
    put("scan|open|accessible|exposed|device|population|smtp", Category.MISCONFIGURATION);
    put("blocklist|blacklist|special", Category.OTHER);
  }

  private ShadowserverTypes() {}

  private static void put(String types, Category category) {
    TYPES.put(Pattern.compile(types), category);
  }

  /** Whose attack was watched, and what anybody can reach. */
  private static final Pattern ATTACKED = Pattern.compile("ddos_target|dos_target|_victim");

  private static final Pattern EXPOSED =
      Pattern.compile("^(?:event\\d_)?(?:scan|scan6|population\\d?|device|special_info)_");

  /** Where the addresses of whoever gets the report stand; null where they are accused. */
  public static @Nullable ReaderIs readerIs(@Nullable String type) {
    if (type == null) {
      return null;
    }
    return ATTACKED.matcher(type).find()
        ? ReaderIs.ATTACKED
        : EXPOSED.matcher(type).find() ? ReaderIs.EXPOSED : null;
  }

  /** Null for a type that nobody knows: the engine then judges by the words. */
  public static @Nullable Category category(@Nullable String type) {
    return type == null
        ? null
        : TYPES.entrySet().stream()
            .filter(known -> known.getKey().matcher(type).find())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
