package dev.demarc.formats.bulk;

import com.google.re2j.Pattern;
import dev.demarc.formats.Statement.ReaderIs;
import dev.demarc.formats.text.FirstFit;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shadowserver's report types in Demarc's categories: the first that fits. */
public final class ShadowserverTypes {

  private static final FirstFit<Category> TYPES =
      new FirstFit<Category>()
          .matching(Category.DENIAL_OF_SERVICE, "ddos|dos_")
          .matching(Category.INTRUSION_ATTEMPT, "brute_force|bruteforce")
          .matching(Category.PHISHING, "phish")
          .matching(Category.MALWARE, "malware_url|sandbox|malware")
          .matching(Category.SPAM, "spam")
          .matching(Category.COMPROMISED_RESOURCE, "compromised|defac|webshell|backdoor|implant")
          .matching(Category.PORT_SCAN, "honeypot|darknet")
          .matching(Category.BOTNET, "sinkhole|botnet|drone|infect|cc_ip|command|c2|bot_")
          .matching(
              Category.VULNERABILITY,
              "vulnerab|exchange|ssl|poodle|freak|cve|isakmp|cisco_smart|outdated")
          .matching(
              Category.OPEN_PROXY,
              "dns|resolver|ntp|ssdp|chargen|qotd|snmp|memcached|ldap_udp|cldap|mdns|tftp|netbios"
                  + "|portmap|stun|coap|socks|proxy|ubiquiti|ws_discovery|wsd|ard|dvr_dhcp|ip_spoofer")
          .matching(
              Category.MISCONFIGURATION, "scan|open|accessible|exposed|device|population|smtp")
          .matching(Category.OTHER, "blocklist|blacklist|special");

  private ShadowserverTypes() {}

  /** Whose attack was watched, and what anybody can reach. */
  private static final Pattern ATTACKED =
      Pattern.compile("ddos_target|dos_target|_victim|ddos_amp");

  private static final Pattern FORGED = Pattern.compile("ddos_amp");

  private static final Pattern EXPOSED =
      Pattern.compile("^(?:event\\d_)?(?:scan|scan6|population\\d?|device|special_info)_");

  /** {@code 2026-11-02-scan_dns-example-asn.csv}. */
  private static final Pattern FILE =
      Pattern.compile("(?i)(?:^|[^0-9])\\d{4}-\\d{2}-\\d{2}-([a-z0-9]+(?:_[a-z0-9]+)*)");

  private static final Pattern SCHEME =
      Pattern.compile("^(?:event\\d|scan6?|population\\d?|device|special_info)_");

  /** The type by the name of the file that a table came in; null where it names none. */
  public static @Nullable String ofFile(@Nullable String name) {
    var named = FILE.matcher(name == null ? "" : name);
    return named.find() ? named.group(1).toLowerCase(Locale.ROOT) : null;
  }

  /** The same for a table of somebody else, who names files as Shadowserver does. */
  public static @Nullable String ofFileElsewhere(@Nullable String name) {
    var type = ofFile(name);
    return type != null && SCHEME.matcher(type).find() ? type : null;
  }

  /** Where the addresses of whoever gets the report stand; null where they are accused. */
  public static @Nullable ReaderIs readerIs(@Nullable String type) {
    if (type == null) {
      return null;
    }
    return ATTACKED.matcher(type).find()
        ? ReaderIs.ATTACKED
        : EXPOSED.matcher(type).find() ? ReaderIs.EXPOSED : null;
  }

  /**
   * The role of the addresses that a report says sent something. Those that honeypots for amplified
   * attacks see are forged: they are whom the answers hit.
   */
  public static Role senders(@Nullable String type) {
    return type != null && FORGED.matcher(type).find() ? Role.TARGET : Role.SOURCE;
  }

  /** Null for a type that nobody knows: the engine then judges by the words. */
  public static @Nullable Category category(@Nullable String type) {
    return type == null ? null : TYPES.of(type).orElse(null);
  }
}
