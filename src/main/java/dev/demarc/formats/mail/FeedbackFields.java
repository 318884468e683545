package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.indicators.Correspondents;
import dev.demarc.formats.indicators.DomainName;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.indicators.Refanged;
import dev.demarc.formats.indicators.WebAddress;
import dev.demarc.formats.mime.HeaderFields;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a feedback part under the names the API promises (RFC 5965 section 3). */
final class FeedbackFields {

  private static final int MOST_VALUES = 100;
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{3,}");

  private static final Pattern SPF_FAILED = Pattern.compile("(?i)\\bspf\\s*=\\s*(?:soft)?fail\\b");

  private final HeaderFields fields;

  /** Domains of those who complain. */
  private final Set<String> complaining;

  /**
   * @param reporters whose domains are those of the complaining side
   */
  FeedbackFields(HeaderFields fields, List<String> reporters) {
    this.fields = fields;
    this.complaining =
        Stream.concat(reporters.stream(), fields.all("Original-Rcpt-To").stream())
            .map(FeedbackFields::domainOf)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
  }

  private static @Nullable String domainOf(@Nullable String address) {
    var bare = address == null ? null : AddrSpec.of(address);
    return bare == null ? null : DomainName.of(bare.substring(bare.lastIndexOf('@') + 1));
  }

  /**
   * Feedback loops put the mailbox provider's own domain into Reported-Domain, which is where the
   * mail went and not where it came from.
   */
  private Role roleOf(String domain) {
    if (isForged(domain)) {
      return Role.BRAND;
    }
    return complaining.stream().anyMatch(c -> Correspondents.areKin(domain, c))
        ? Role.BYSTANDER
        : Role.SOURCE;
  }

  /**
   * In a failure report (RFC 6591) the domain is the one that the mail claims to come from. It did
   * not where the envelope is somebody else's, or its own record names other servers.
   */
  private boolean isForged(String domain) {
    if (!"auth-failure".equals(lower(fields.first("Feedback-Type")))) {
      return false;
    }
    var envelope = domainOf(fields.first("Original-Mail-From"));
    var failed = String.valueOf(lower(fields.first("Auth-Failure")));
    if (envelope == null) {
      return failed.equals("dmarc");
    }
    return !Correspondents.areKin(domain, envelope)
        || fields.all("Authentication-Results").stream()
            .anyMatch(r -> SPF_FAILED.matcher(r).find());
  }

  private boolean isForgedEnvelope() {
    var envelope = domainOf(fields.first("Original-Mail-From"));
    return envelope != null
        && values("Reported-Domain").stream()
            .map(this::domain)
            .anyMatch(d -> Correspondents.areKin(d, envelope) && isForged(d));
  }

  void describe(ReportDraft draft) {
    required(draft);
    source(draft);
    arrival(draft);
    envelope(draft);
    reported(draft);
    authentication(draft);
  }

  private void required(ReportDraft draft) {
    for (var name : List.of("Feedback-Type", "User-Agent", "Version")) {
      if (fields.first(name) == null) {
        draft.problem("The feedback part has no " + name + " (RFC 5965 section 3.1).");
      }
    }
    draft
        .detail("feedbackType", lower(fields.first("Feedback-Type")))
        .detail("userAgent", fields.first("User-Agent"))
        .detail("version", fields.first("Version"));
  }

  /**
   * An address, in brackets or not, beside a host name or alone; a bare host name is kept apart.
   */
  private void source(ReportDraft draft) {
    var stated = fields.first("Source-IP");
    if (stated != null) {
      var address = addressIn(stated);
      draft.detail("sourceIp", address);
      if (address != null) {
        draft.indicators.add(address, Role.SOURCE);
      } else {
        draft.problem("Source-IP is not an address: " + Text.oneLine(stated, 100));
      }
      var host = DomainName.of(stated.strip().split("[\\s(\\[]", 2)[0]);
      draft.detail("sourceHost", host);
      if (host != null) {
        draft.indicators.add(host, Role.SOURCE);
      }
    }
    draft.detail("sourcePort", number("Source-Port", draft));
  }

  /** Only what acted, where the rest of the report is that of another feedback part. */
  void sources(IndicatorList found) {
    var stated = fields.first("Source-IP");
    found.add(stated == null ? null : addressIn(stated), Role.SOURCE);
    values("Reported-Domain").forEach(d -> found.add(domain(d), roleOf(domain(d))));
    values("Reported-URI").forEach(u -> found.add(uri(u), Role.SOURCE));
  }

  private static @Nullable String addressIn(String stated) {
    var whole = NetworkAddress.of(stated);
    var candidates = ADDRESS.matcher(stated.replaceAll("(?i)ipv6:", ""));
    while (whole == null && candidates.find()) {
      whole = NetworkAddress.of(candidates.group());
    }
    return whole;
  }

  private void arrival(ReportDraft draft) {
    var stated = fields.first("Arrival-Date", "Received-Date");
    var date = StatedDate.of(stated).orElse(null);
    if (stated != null && date == null) {
      draft.problem("Arrival-Date is not a date: " + Text.oneLine(stated, 100));
    }
    draft.occurredAt = date;
    draft
        .detail("arrivalDate", date)
        .detail("reportingMta", withoutType(fields.first("Reporting-MTA")))
        .detail("incidents", number("Incidents", draft));
  }

  /** {@code dns; mail.example.com}, the type of RFC 3464 section 2.1.2 before the name. */
  private static @Nullable String withoutType(@Nullable String mta) {
    return mta == null ? null : mta.substring(mta.indexOf(';') + 1).strip();
  }

  private void envelope(ReportDraft draft) {
    draft
        .detail("originalMailFrom", address(fields.first("Original-Mail-From")))
        .detail(
            "originalRcptTo",
            fields.all("Original-Rcpt-To").stream()
                .map(FeedbackFields::address)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_VALUES)
                .toList())
        .detail("originalEnvelopeId", fields.first("Original-Envelope-Id"));
    draft.indicators.add(
        AddrSpec.of(fields.first("Original-Mail-From")),
        isForgedEnvelope() ? Role.BYSTANDER : Role.SOURCE);
  }

  private static @Nullable String address(@Nullable String stated) {
    var bare = AddrSpec.of(stated);
    return bare == null ? Text.blankToNull(Text.oneLineOrNull(stated, 320)) : bare;
  }

  private void reported(ReportDraft draft) {
    var domains = values("Reported-Domain").stream().map(this::domain).distinct().toList();
    var uris = values("Reported-URI").stream().map(this::uri).distinct().toList();
    draft.detail("reportedDomain", domains).detail("reportedUri", uris);
    domains.forEach(d -> draft.indicators.add(d, roleOf(d)));
    uris.forEach(u -> draft.indicators.add(u, roleOfUri(u)));
  }

  /** A page of the complaining side shows the complaint. */
  private Role roleOfUri(String uri) {
    var url = WebAddress.of(uri);
    var host = url == null ? null : url.host();
    return host != null && complaining.stream().anyMatch(c -> Correspondents.areKin(host, c))
        ? Role.FURNITURE
        : Role.SOURCE;
  }

  private List<String> values(String name) {
    return fields.all(name).stream().filter(v -> !v.isBlank()).limit(MOST_VALUES).toList();
  }

  private static String withoutComment(String stated) {
    int comment = stated.indexOf('(');
    return (comment < 0 ? stated : stated.substring(0, comment)).strip();
  }

  private String domain(String stated) {
    var bare = withoutAngles(Refanged.of(stated));
    var domain = DomainName.of(bare);
    return domain == null ? bare.toLowerCase(Locale.ROOT) : domain;
  }

  private String uri(String stated) {
    var bare = withoutAngles(Refanged.of(stated));
    var url = WebAddress.of(bare);
    return url == null ? bare : url.whole();
  }

  private static String withoutAngles(String text) {
    return text.strip().replaceAll("^<|>$", "").strip();
  }

  /** RFC 6591 section 3; the signature's content is base64 and stays so. */
  private void authentication(ReportDraft draft) {
    draft
        .detail("authenticationResults", values("Authentication-Results"))
        .detail("authFailure", lower(fields.first("Auth-Failure")))
        .detail("deliveryResult", lower(fields.first("Delivery-Result")))
        .detail("identityAlignment", fields.first("Identity-Alignment"))
        .detail("dkimDomain", fields.first("DKIM-Domain"))
        .detail("dkimIdentity", fields.first("DKIM-Identity"))
        .detail("dkimSelector", fields.first("DKIM-Selector"))
        .detail("dkimSelectorDns", values("DKIM-Selector-DNS"))
        .detail("dkimCanonicalizedHeader", fields.first("DKIM-Canonicalized-Header"))
        .detail("dkimCanonicalizedBody", fields.first("DKIM-Canonicalized-Body"))
        .detail("dkimAdspDns", values("DKIM-ADSP-DNS"))
        .detail("spfDns", values("SPF-DNS"));
    draft.indicators.add(fields.first("DKIM-Domain"), Role.MENTIONED);
    if ("auth-failure".equals(lower(fields.first("Feedback-Type")))
        && fields.first("Auth-Failure") == null) {
      draft.problem("The feedback part has no Auth-Failure (RFC 6591 section 3.1).");
    }
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : withoutComment(text).toLowerCase(Locale.ROOT);
  }

  private @Nullable Integer number(String name, ReportDraft draft) {
    var stated = fields.first(name);
    try {
      return stated == null ? null : Integer.valueOf(withoutComment(stated));
    } catch (NumberFormatException e) {
      draft.problem(name + " is not a number: " + Text.oneLine(stated, 50));
      return null;
    }
  }
}
