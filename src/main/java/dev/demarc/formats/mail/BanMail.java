package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.LogTimes;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What fail2ban and blocklist.de write: that an address was banned after so many attempts against a
 * service, or was seen abusing a host, then lines of its log. The address is the source, the host
 * that wrote is the target.
 */
public final class BanMail implements ReportFormat {

  private static final String IP = "\\*?\\[?([0-9A-Fa-f.:]{3,45}[0-9A-Fa-f])\\]?\\*?";
  private static final int READ_CHARS = 16 * 1024;
  private static final Pattern BANNED =
      Pattern.compile(
          "(?i)\\bThe IP(?: address)? "
              + IP
              + "\\s+has\\s+(?:just\\s+)?been\\s+banned\\s+by\\s+Fail2Ban(?:\\s+on\\s+(\\S+?))?\\s+after\\s+(\\d{1,9})\\s+(?:attempts?|failures?)\\s+against\\s+([\\w.-]{0,59}\\w)");
  private static final Pattern DETECTED =
      Pattern.compile(
          "(?i)\\bdetected\\s+abuse\\b[^\\n]{0,120}?\\sfrom\\s+the\\s+IP\\s+address\\s+" + IP);
  private static final Pattern BLOCKLIST =
      Pattern.compile(
          "(?i)\\bserver/customer\\s+with\\s+the\\s+IP:?\\s+"
              + IP
              + "(?:\\s*\\(([^)]{1,253})\\))?\\s+(?:has\\s+attacked|was\\s+reported)");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?i)\\b(?:method/service|service):\\s*\\*?([\\w.-]{0,59}\\w)\\*?(?:\\s+on:\\s*\\*?([^*\\n"
              + "]{10,60}))?");
  private static final Pattern SUBJECT_BANNED =
      Pattern.compile(
          "(?i)\\[Fail2Ban\\]\\s*([\\w.-]{1,60}):\\s*banned\\s+"
              + IP
              + "(?:\\s+from\\s+([\\w.-]{1,253}))?");

  /** What one mail says of the ban; what it does not say is null. */
  private record Ban(
      String address, @Nullable String service, @Nullable String attempts, @Nullable String host) {}

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && reportWithin(opened.mail()) != null;
  }

  private static @Nullable MailPart reportWithin(MailPart mail) {
    return ForwardedMail.candidates(mail).stream()
        .filter(m -> ban(m) != null)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Ban ban(MailPart mail) {
    var text = Text.cut(MailText.of(mail), READ_CHARS);
    var subject = mail.headers.first("Subject");
    var named = SUBJECT_BANNED.matcher(subject == null ? "" : Text.oneLine(subject, 1_000));
    boolean inSubject = named.find();
    var host = inSubject ? named.group(3) : null;
    var banned = BANNED.matcher(text);
    if (banned.find()) {
      var by = banned.group(2) == null ? host : banned.group(2);
      return checked(banned.group(1), banned.group(4), banned.group(3), by);
    }
    if (inSubject) {
      return checked(named.group(2), named.group(1), null, host);
    }
    var listed = BLOCKLIST.matcher(text);
    if (listed.find()) {
      var method = METHOD.matcher(text);
      return checked(listed.group(1), method.find() ? method.group(1) : null, null, null);
    }
    var detected = DETECTED.matcher(text);
    return detected.find() ? checked(detected.group(1), null, null, null) : null;
  }

  private static @Nullable Ban checked(
      String address, @Nullable String service, @Nullable String attempts, @Nullable String host) {
    var normal = NetworkAddress.of(address);
    return normal == null ? null : new Ban(normal, service, attempts, host);
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var report = OpenedSubmission.recognised(reportWithin(opened.requireMail()));
    var ban = OpenedSubmission.recognised(ban(report));
    var draft = PlainMail.draft("fail2ban", opened, report);
    var text = PlainMail.withReport(opened.requireMail(), report);
    draft.text(text);
    draft.indicators.add(ban.address(), Role.SOURCE);
    draft.indicators.add(ban.host(), Role.TARGET);
    draft
        .detail("sourceIp", ban.address())
        .detail("service", ban.service())
        .detail("reportingHost", ban.host());
    if (ban.attempts() != null) {
      draft.detail("attempts", Integer.valueOf(ban.attempts()));
    }
    draft.category = category(ban.service());
    times(draft, opened, report);
    PlainMail.mine(draft, withoutLonger(text, ban.address()));
    return draft.finish();
  }

  /** What was searched for the address also finds it in longer ones: lines about somebody else. */
  private static String withoutLonger(String text, String address) {
    return text.lines()
        .filter(line -> !line.contains(address) || standsAlone(line, address))
        .collect(Collectors.joining("\n"));
  }

  private static boolean standsAlone(String line, String address) {
    boolean ipv6 = address.indexOf(':') >= 0;
    for (int at = line.indexOf(address); at >= 0; at = line.indexOf(address, at + 1)) {
      int end = at + address.length();
      if (!goesOn(line, at - 1, -1, ipv6) && !goesOn(line, end, 1, ipv6)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a digit of a longer address stands there; behind a dot only on the left: ports. */
  private static boolean goesOn(String line, int at, int step, boolean ipv6) {
    if (at < 0 || at >= line.length()) {
      return false;
    }
    char c = line.charAt(at);
    int digits = ipv6 ? 16 : 10;
    boolean between = c == (ipv6 ? ':' : '.') && (ipv6 || step < 0);
    int next = at + step;
    return Character.digit(c, digits) >= 0
        || between
            && next >= 0
            && next < line.length()
            && Character.digit(line.charAt(next), digits) >= 0;
  }

  private static void times(ReportDraft draft, OpenedSubmission opened, MailPart report) {
    var sent = StatedDate.of(report.headers.raw("Date")).orElse(opened.submission().receivedAt());
    var method = METHOD.matcher(Text.cut(MailText.of(report), READ_CHARS));
    if (method.find() && method.group(2) != null) {
      draft.occurredAt = StatedDate.of(method.group(2)).orElse(null);
    }
    var log = LogTimes.in(MailText.withFiles(report), sent);
    log.ifPresent(
        times -> {
          draft.detail("firstTime", times.first()).detail("lastTime", times.last());
          if (draft.occurredAt == null) {
            draft.occurredAt = times.first();
          }
        });
  }

  /** Jails are named after services; what they watch is mostly guessing passwords. */
  private static Category category(@Nullable String service) {
    var name = service == null ? "" : service.toLowerCase(Locale.ROOT);
    if (name.contains("ddos") || name.contains("dos") || name.contains("limit-req")) {
      return Category.DENIAL_OF_SERVICE;
    }
    if (name.contains("scan") || name.contains("psad")) {
      return Category.PORT_SCAN;
    }
    return name.contains("spam") ? Category.SPAM : Category.INTRUSION_ATTEMPT;
  }
}
