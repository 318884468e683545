package dev.demarc.formats;

import java.util.Map;

/** What people call the formats; the slugs are for filters and the API. */
public final class FormatName {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("abuseipdb", "AbuseIPDB"),
          Map.entry("access-analyzer", "IAM Access Analyzer"),
          Map.entry("acns", "copyright notice"),
          Map.entry("arf", "ARF"),
          Map.entry("asff", "Security Hub"),
          Map.entry("aws-event", "AWS event"),
          Map.entry("aws-health", "AWS Health"),
          Map.entry("aws-notice", "AWS notice"),
          Map.entry("csv", "CSV"),
          Map.entry("demarc", "Demarc’s own form"),
          Map.entry("dmarc", "DMARC report"),
          Map.entry("fail2ban", "fail2ban"),
          Map.entry("guardduty", "GuardDuty"),
          Map.entry("inspector", "Amazon Inspector"),
          Map.entry("jmrp", "JMRP"),
          Map.entry("json", "JSON"),
          Map.entry("macie", "Amazon Macie"),
          Map.entry("mail", "sender’s own words"),
          Map.entry("misp", "MISP event"),
          Map.entry("ocsf", "OCSF"),
          Map.entry("prowler", "Prowler"),
          Map.entry("safe-browsing", "Google Safe Browsing"),
          Map.entry("shadowserver", "Shadowserver"),
          Map.entry("sns", "text by SNS"),
          Map.entry("sns-confirmation", "SNS subscription"),
          Map.entry("spamcop", "SpamCop"),
          Map.entry("stix", "STIX"),
          Map.entry("text", "plain text"),
          Map.entry("tls-rpt", "TLS report"),
          Map.entry("x-arf", "X-ARF"),
          Map.entry("xarf", "XARF"),
          Map.entry("xarf-v3", "XARF 3"),
          Map.entry("xarf-v4", "XARF 4"),
          Map.entry("xml", "XML"));

  private FormatName() {}

  /** As it reads within a sentence; the slug where it is no format's, as of an older Demarc. */
  public static String of(String slug) {
    return NAMES.getOrDefault(slug, slug);
  }
}
