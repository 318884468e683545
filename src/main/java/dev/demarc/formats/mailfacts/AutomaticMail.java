package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.text.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail must never be answered: RFC 3834 section 2, RFC 3464, RFC 2919, RFC 5965 and the
 * headers that software has settled on beside them.
 */
final class AutomaticMail {

  private static final Set<String> BULK = Set.of("bulk", "junk", "list", "auto_reply");

  /** What lists (RFC 2369, RFC 2919, RFC 8058, and before those) and answering programs write. */
  private static final Pattern FIELDS =
      Pattern.compile(
          "(?i)^(List-[a-z-]+|(X-)?Mailing-List|X-BeenThere|X-Mailman-[a-z-]+"
              + "|X-(Mail-)?Auto-?(reply|respond|generated)[a-z-]*"
              + "|X-Failed-Recipients|X-Loop|Feedback-ID)$");

  private AutomaticMail() {}

  static List<String> reasons(MailPart mail, @Nullable String from, MailFacts.Kind kind) {
    var headers = mail.headers;
    var reasons = new LinkedHashSet<String>();
    headers.all("Auto-Submitted").stream()
        .filter(submitted -> !submitted.isBlank() && !saysNo(submitted))
        .forEach(submitted -> reasons.add("Auto-Submitted: " + Text.oneLine(submitted, 100)));
    headers.all("Precedence").stream()
        .filter(precedence -> BULK.contains(firstWord(precedence)))
        .forEach(precedence -> reasons.add("Precedence: " + Text.oneLine(precedence, 100)));
    if (headers.allRaw("Return-Path").stream().anyMatch(AutomaticMail::isNull)) {
      reasons.add("null Return-Path");
    }
    if (suppresses(headers.first("X-Auto-Response-Suppress"))) {
      reasons.add("X-Auto-Response-Suppress");
    }
    headers.namesLike(FIELDS).forEach(name -> reasons.add(Text.oneLine(name, 100)));
    if (mail.mimeType.equals("multipart/report")) {
      var type = mail.parameter("report-type");
      reasons.add(
          "multipart/report" + (type == null ? "" : "; report-type=" + Text.oneLine(type, 100)));
    }
    if (from == null) {
      reasons.add("no sender address");
    } else if (UnreadAddress.isNeverRead(from)) {
      reasons.add("sender " + from);
    }
    for (var name : List.of("Sender", "Return-Path")) {
      AddressList.addresses(headers.raw(name)).stream()
          .filter(address -> UnreadAddress.isReturnedToProgram(address, from))
          .forEach(address -> reasons.add(name + " " + address));
    }
    if (reasons.isEmpty() && kind != MailFacts.Kind.REPORT) {
      reasons.add("reads like " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    return List.copyOf(reasons);
  }

  /** RFC 3834 section 5: {@code no}, perhaps with parameters or a comment behind it. */
  private static boolean saysNo(String submitted) {
    return firstWord(submitted).equals("no");
  }

  private static String firstWord(String value) {
    return value.strip().split("[\\s;,(]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static boolean isNull(String returnPath) {
    var path = returnPath.replaceAll("\\s", "");
    return path.isEmpty() || path.equals("<>");
  }

  /** Microsoft's [MS-OXCMAIL]: All, AutoReply, OOF, DR, NDR, RN, NRN or None. */
  private static boolean suppresses(@Nullable String field) {
    return field != null && !field.isBlank() && !field.strip().equalsIgnoreCase("none");
  }
}
