package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.Statement.Origin;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.text.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mail comes from AWS: what it claims, and what the Authentication-Results (RFC 8601) of
 * the last host that checked say of it. Nothing here is trusted; people are told.
 *
 * @param claimed whether the From field names an address or a name of AWS
 * @param verified whether DMARC, or a DKIM signature of the same domain, passed for that address
 */
record AwsSender(
    @Nullable String address, boolean claimed, boolean verified, @Nullable String result) {

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?i)@([a-z0-9-]+\\.)*(amazon\\.com|amazonaws\\.com|aws\\.com|aws\\.amazon|amazonaws\\.com\\.cn|amazon\\.aws)$");
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)\\b(aws|amazon web services|amazon (ec2|abuse|trust)|trust (&|and) safety)\\b");
  private static final Pattern PASSED =
      Pattern.compile("(?i)\\b(dmarc|dkim) *= *(pass|[a-z]+)\\b([^;]*)");
  private static final Pattern SIGNED_FOR =
      Pattern.compile("(?i)\\bheader\\.(?:from|d|i) *= *\"?(?:[^ @;\"]*@)?([a-z0-9.-]+)");

  static AwsSender of(MailPart mail) {
    var from = AddressList.first(mail.headers.raw("From"));
    boolean ofAws = from.address() != null && DOMAIN.matcher(from.address()).find();
    boolean named = from.name() != null && NAME.matcher(from.name()).find();
    var result = Text.oneLineOrNull(mail.headers.first("Authentication-Results"), 2_000);
    return new AwsSender(
        from.address(), ofAws || named, ofAws && passes(result, from.address()), result);
  }

  boolean ofAwsDomain() {
    return address != null && DOMAIN.matcher(address).find();
  }

  /** SES signs for all its customers: a signature of amazonses.com alone proves nothing. */
  private static boolean passes(@Nullable String result, @Nullable String from) {
    if (result == null || from == null) {
      return false;
    }
    var sender = organisation(from.substring(from.lastIndexOf('@') + 1));
    boolean passed = false;
    var found = PASSED.matcher(result);
    while (found.find()) {
      boolean pass = found.group(2).equalsIgnoreCase("pass");
      boolean dmarc = found.group(1).equalsIgnoreCase("dmarc");
      if (dmarc && !pass) {
        return false;
      }
      var domain = SIGNED_FOR.matcher(found.group(3));
      passed |= pass && domain.find() && organisation(domain.group(1)).equals(sender);
    }
    return passed;
  }

  /**
   * The last two labels: all of AWS's domains that send mail are registered below a generic name.
   */
  private static String organisation(String domain) {
    var labels = domain.toLowerCase(Locale.ROOT).split("\\.");
    int last = labels.length - 1;
    return last < 1 ? domain : labels[last - 1] + "." + labels[last];
  }

  void describe(ReportDraft draft) {
    draft.detail("claimsToBeAws", claimed).detail("awsVerified", verified);
    draft.origin = verified ? Origin.CONFIRMED : Origin.DOUBTED;
    if (verified) {
      return;
    }
    draft.problem(
        "This mail claims to come from AWS, but "
            + reason()
            + ". Compare it with the AWS console before you act on it or follow its links.");
  }

  private String reason() {
    if (!ofAwsDomain()) {
      return "its sender " + (address == null ? "is missing" : address + " is not AWS's");
    }
    return result == null
        ? "no authentication result (SPF, DKIM, DMARC) came with it"
        : "its authentication result does not confirm that";
  }
}
