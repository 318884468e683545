package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import org.jspecify.annotations.Nullable;

/**
 * The side of an address by what stands right beside it: the lines of web and telephone servers,
 * and the particles of Chinese and Japanese.
 */
final class LogLine {

  private static final int NEAR = 64;

  /** Of a log that a mail quotes or indents. */
  private static final int MOST_INDENT = 16;

  /** Of Chinese and Japanese. */
  private static final char FIRST_CHARACTER = '\u2E80';

  private static final Pattern ARROW_BEFORE =
      Pattern.compile(
          "(?:(?:\\d|:[0-9a-fA-F]{0,4}|\\])(?:[ \\t]{0,3}(?:-{1,2}>|=>|\u2192)|[ \\t]{1,3}>)"
              + "|\\.\\d{1,3}(?::\\d{1,5})?>)[ \\t]{0,16}\\[?$");

  /** {@code 192.0.2.1 - - [04/Mar/2026:05:06:07 +0000]}, the common log format. */
  private static final Pattern ACCESS_BEHIND =
      Pattern.compile("^ \\S{1,40} \\S{1,40} \\[\\d{1,2}/[A-Za-z]{3}/\\d{4}:");

  private static final Pattern VIRTUAL_HOST_BEHIND =
      Pattern.compile(
          "^(?::\\d{1,5})? [0-9a-fA-F.:]{3,45} \\S{1,40} \\S{1,40} \\[\\d{1,2}/[A-Za-z]{3}/\\d{4}:");

  /** The client behind a proxy, as the proxy's own log names it. */
  private static final Pattern FORWARDED =
      Pattern.compile(
          "(?i)\\b(?:xff|x[-_]forwarded[-_]for|cf-connecting-ip|true-client-ip|x?[-_]?real[-_]?ip)\\b"
              + "[\"']?\\s*[=:]\\s*[\"'\\[]?[0-9a-fA-F]{1,4}[.:]");

  /** The same where a web server writes it as the last of its fields, without a name. */
  private static final Pattern LAST_FIELD =
      Pattern.compile("\" \"([0-9a-fA-F.:]{7,45})(?:, ?[0-9a-fA-F.: ,]{7,200})?\"\\s*$");

  private static final Pattern LAST_FIELD_BEFORE =
      Pattern.compile("\\[\\d{1,2}/[A-Z][a-z]{2}/\\d{4}:[^\\n]{0,600}\" \"$");

  private static final int LONGEST_LINE = 2_000;

  /** {@code Registration from '"200" <sip:200@192.0.2.1>' failed for '198.51.100.2:5071'}. */
  private static final Pattern SIP_BEFORE =
      Pattern.compile(
          "(?i)(?:registration|request|invite)(?: '[A-Z]{1,20}')? from\\s.{0,36}sips?:[^\\s@]{0,32}@$");

  /** {@code Connection from 192.0.2.1 port 4022 on 198.51.100.2 port 22}, of sshd. */
  private static final Pattern PORT_ON = Pattern.compile("\\bport \\d{1,5} on $");

  private static final Pattern FROM_BEHIND = Pattern.compile("^\\s?(?:から|より)");

  /** "The address that attacks us is 192.0.2.1": what it does stands before it. */
  private static final Pattern DOER_BEFORE =
      Pattern.compile(
          "(?i)(?:(?:攻撃|スキャン|送信|試行)(?:して(?:いる|いた|きた)|する|した)|(?:攻击|攻擊|扫描|破解)[^。，,]{0,16}的)\\s?(?:ip"
              + " ?アドレス|アドレス|ホスト|サーバー?|端末|ip ?地址|地址|ip|主机|服务器|源)\\s?(?:は|が|为|是|:|：)?\\s?$");

  private static final Pattern ON_BEHIND =
      Pattern.compile("^\\s?(?:に対し|に対する|への|へ|宛|を標的|をスキャン|を攻撃)");

  private static final Pattern ON_BEFORE = Pattern.compile("(?:对|對|向|针对|針對)\\s?$");

  private static final Pattern ATTACK_BEHIND =
      Pattern.compile("(?i)^[^。，]{0,16}(?:攻击|攻擊|扫描|掃描|暴力|破解|入侵|发起|發起|探测|ddos|登录尝试)");

  private LogLine() {}

  /** {@code www.a.example:443 192.0.2.1 - - [...]}: a web server's own name, in its own log. */
  static boolean isVirtualHost(String text, int start, int end) {
    int from = start;
    while (from > 0 && start - from < MOST_INDENT && " \t>|".indexOf(text.charAt(from - 1)) >= 0) {
      from--;
    }
    boolean first = from == 0 || text.charAt(from - 1) == '\n';
    return first
        && VIRTUAL_HOST_BEHIND
            .matcher(text.substring(end, Math.min(text.length(), end + 2 * NEAR)))
            .find();
  }

  /** Null where the line is none of these. */
  static @Nullable Role role(String text, int start, int end) {
    var after = text.substring(end, Math.min(text.length(), end + NEAR));
    if (ACCESS_BEHIND.matcher(after).find()) {
      return isForwarded(text, end) ? Role.BYSTANDER : Role.SOURCE;
    }
    var before = text.substring(Math.max(0, start - NEAR), start);
    if (before.endsWith("@") && SIP_BEFORE.matcher(before).find()) {
      return Role.TARGET;
    }
    if (before.endsWith(" on ") && PORT_ON.matcher(before).find()) {
      return Role.TARGET;
    }
    if (after.startsWith("->/")) {
      return Role.TARGET; // "Received From: (web) 192.0.2.1->/var/log/auth.log", of OSSEC and Wazuh
    }
    if (isFailedFor(before) || isLastField(text, start, before, after)) {
      return Role.SOURCE;
    }
    if (LookupLine.isAsked(text, start, end)) {
      return Role.BYSTANDER;
    }
    if (ARROW_BEFORE.matcher(before).find()) {
      return Role.TARGET;
    }
    return isBesideCharacters(before, after) ? ofParticle(before, after) : null;
  }

  /** {@code ... failed for '192.0.2.1:5071'}. */
  private static boolean isFailedFor(String before) {
    int end = before.length();
    end -= end > 0 && "'\"".indexOf(before.charAt(end - 1)) >= 0 ? 1 : 0;
    return end >= 12 && before.regionMatches(true, end - 12, " failed for ", 0, 12);
  }

  private static boolean isLastField(String text, int start, String before, String after) {
    boolean quoted = before.endsWith("\" \"") && after.startsWith("\"");
    return quoted
        && LAST_FIELD_BEFORE
            .matcher(text.substring(Math.max(0, start - LONGEST_LINE), start))
            .find();
  }

  private static boolean isForwarded(String text, int from) {
    int end = text.indexOf('\n', from);
    end = Math.min(end < 0 ? text.length() : end, from + LONGEST_LINE);
    var line = text.substring(from, end);
    return FORWARDED.matcher(line).find() || LAST_FIELD.matcher(line).find();
  }

  private static @Nullable Role ofParticle(String before, String after) {
    if (FROM_BEHIND.matcher(after).find() || DOER_BEFORE.matcher(before).find()) {
      return Role.SOURCE;
    }
    boolean attacked =
        ON_BEHIND.matcher(after).find()
            || ON_BEFORE.matcher(before).find() && ATTACK_BEHIND.matcher(after).find();
    return attacked ? Role.TARGET : null;
  }

  /** A quick look: most addresses stand among other letters. */
  private static boolean isBesideCharacters(String before, String after) {
    var behind = after.stripLeading();
    var ahead = before.stripTrailing();
    return !behind.isEmpty() && behind.charAt(0) >= FIRST_CHARACTER
        || !ahead.isEmpty() && ahead.charAt(ahead.length() - 1) >= FIRST_CHARACTER;
  }
}
