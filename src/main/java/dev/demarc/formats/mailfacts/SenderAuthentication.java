package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.TraceField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a receiving server that the operator named as ours says that a mail comes from the domain
 * in its From field (RFC 8601): by DMARC, or by a signature (DKIM) of that domain. SPF alone tells
 * the host that sent a mail, and a provider that many domains let send for them is a host of all of
 * them. Pure.
 *
 * @param because what the server found, for people; null where it found nothing
 */
public record SenderAuthentication(Verdict verdict, @Nullable String because) {

  /** What is known of who sent a mail. */
  public enum Verdict {
    /** The domain of From vouches for it. */
    PASS,
    /** The domain of From disowns it (DMARC). */
    FAIL,
    /** Nobody we know of has checked. */
    UNKNOWN
  }

  private static final SenderAuthentication UNKNOWN =
      new SenderAuthentication(Verdict.UNKNOWN, null);

  private static final Pattern BY = Pattern.compile("(?i)(?:^|\\s)by\\s+([^\\s;]+)");

  /**
   * Only what stands above the first Received field that is not ours counts, and of several fields
   * about one method the topmost: the sender writes everything below.
   *
   * @param servers the authserv-ids of our own receiving servers, in lower case
   * @param relays further hosts, or domains of hosts, whose Received fields are ours
   */
  public static SenderAuthentication of(MailFacts mail, Set<String> servers, Set<String> relays) {
    if (mail.sender() == null || servers.isEmpty()) {
      return UNKNOWN;
    }
    var found = topmost(mail.trace(), servers, relays);
    var from = mail.sender().substring(mail.sender().lastIndexOf('@') + 1);
    for (var dmarc : found.getOrDefault("dmarc", List.of())) {
      boolean aboutFrom = dmarc.property("header.from").equals(from);
      if (dmarc.result().equals("pass") && aboutFrom) {
        return pass("DMARC", from);
      }
      if (dmarc.result().equals("fail")) {
        return new SenderAuthentication(
            Verdict.FAIL, "our mail server found that the mail is not from " + from + " (DMARC)");
      }
    }
    for (var dkim : found.getOrDefault("dkim", List.of())) {
      if (dkim.result().equals("pass") && isAligned(from, dkim.property("header.d"))) {
        return pass("DKIM", from);
      }
    }
    return UNKNOWN;
  }

  private static SenderAuthentication pass(String method, String from) {
    return new SenderAuthentication(
        Verdict.PASS, "our mail server found that the mail is from " + from + " (" + method + ")");
  }

  /** The results by method, of the topmost field that has any of that method. */
  private static Map<String, List<AuthenticationResults.Result>> topmost(
      List<TraceField> trace, Set<String> servers, Set<String> relays) {
    var found = new HashMap<String, List<AuthenticationResults.Result>>();
    for (var field : trace) {
      if (field.isReceived()) {
        if (!found.isEmpty() || !isOurs(field.value(), servers, relays)) {
          break;
        }
        continue;
      }
      var said = AuthenticationResults.parse(field.value());
      if (said.isPresent() && servers.contains(said.get().server())) {
        var byMethod = new HashMap<String, List<AuthenticationResults.Result>>();
        said.get()
            .results()
            .forEach(r -> byMethod.computeIfAbsent(r.method(), m -> new ArrayList<>()).add(r));
        byMethod.forEach(found::putIfAbsent);
      }
    }
    return found;
  }

  private static boolean isOurs(String received, Set<String> servers, Set<String> relays) {
    var bare = StructuredField.withoutComments(received);
    var by = bare == null ? null : BY.matcher(bare);
    if (by == null || !by.find()) {
      return false;
    }
    var host = by.group(1).toLowerCase(Locale.ROOT);
    return servers.contains(host)
        || relays.stream().anyMatch(ours -> host.equals(ours) || host.endsWith("." + ours));
  }

  /** The domain itself or one above it: whoever signs for that one speaks for what is below. */
  private static boolean isAligned(String from, String signer) {
    return signer.indexOf('.') > 0 && (from.equals(signer) || from.endsWith("." + signer));
  }
}
