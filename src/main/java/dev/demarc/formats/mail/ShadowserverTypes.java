package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.shared.Category;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shadowserver's report types in Demarc's categories: the first that fits. */
final class ShadowserverTypes {

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

  /** Null for a type that nobody knows: the engine then judges by the words. */
  static Category category(String type) {
    return type == null
        ? null
        : TYPES.entrySet().stream()
            .filter(known -> known.getKey().matcher(type).find())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
