package dev.demarc.formats.xarf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The types that each category of XARF v4 has, as the schemas spell them. */
final class XarfTypes {

  static final Map<String, Set<String>> OF_CATEGORY =
      Map.of(
          "messaging", types("spam", "bulk_messaging"),
          "connection",
              types(
                  "login_attack",
                  "port_scan",
                  "ddos",
                  "infected_host",
                  "reconnaissance",
                  "scraping",
                  "sql_injection",
                  "vulnerability_scan"),
          "vulnerability", types("cve", "open_service", "misconfiguration"),
          "reputation", types("blocklist", "threat_intelligence"),
          "infrastructure", types("botnet", "compromised_server"),
          "content",
              types(
                  "phishing",
                  "malware",
                  "csam",
                  "csem",
                  "exposed_data",
                  "brand_infringement",
                  "fraud",
                  "remote_compromise",
                  "suspicious_registration"),
          "copyright",
              types("copyright", "p2p", "cyberlocker", "ugc_platform", "link_site", "usenet"));

  private XarfTypes() {}

  private static Set<String> types(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
