package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Answers of whois that stand in a text, by RIPE, ARIN and their kin and by registrars: whose a
 * network or a name is. They accuse nobody, and their links and mailboxes are the register's.
 */
final class RegisterEntries {

  private static final int LONGEST_KEY = 40;
  private static final int LONGEST_LINE = 500;
  private static final int FEWEST_SURE = 2;
  private static final int MOST_ENTRIES = 50;

  /** Keys that stand in such an answer and hardly anywhere else. */
  private static final Set<String> SURE =
      Set.of(
          ("inetnum|inet6num|netname|netrange|nethandle|nettype|netparent|mnt-by|mnt-lower"
                  + "|mnt-routes|mnt-domains|mnt-irt|admin-c|tech-c|abuse-c|nic-hdl|org-name"
                  + "|org-type|abuse-mailbox|aut-num|as-name|route6|originas|origin|last-modified"
                  + "|orgname|orgid|orgabusehandle|orgabuseemail|orgabuseref|orgabusephone"
                  + "|orgabusename|orgtechhandle|orgtechemail|orgtechref|orgnocemail|regdate"
                  + "|stateprov|postalcode|irt|ownerid|owner-c|inetrev|nserver|nsstat|nslastaa"
                  + "|registry domain id|registrar whois server|registrar url|registrar iana id"
                  + "|registrar abuse contact email|registrar abuse contact phone|domain status"
                  + "|registrant organization|registrant email|dnssec|source-registry")
              .split("\\|"));

  /** Keys that stand in such an answer and elsewhere, too. */
  private static final Set<String> OTHERS =
      Set.of(
          ("descr|remarks|country|status|source|route|org|organisation|organization|person|role"
                  + "|address|phone|fax-no|e-mail|email|notify|changed|created|geoloc|language"
                  + "|cidr|parent|updated|comment|ref|city|owner|responsible|domain name|registrar"
                  + "|name server|updated date|creation date|sponsoring-org|registrant name"
                  + "|registrant country|registrant street|registrant city")
              .split("\\|"));

  private static final Pattern REMARK =
      Pattern.compile(
          "(?i)^%.*|^#.*\\b(?:arin|whois|apnic|ripe|lacnic|afrinic)\\b.*"
              + "|^(?:Information related to|Abuse contact for)\\b.*");

  private record Entry(int start, int end) {}

  private final List<Entry> entries = new ArrayList<>();

  RegisterEntries(String text) {
    int from = -1;
    int until = 0;
    int sure = 0;
    int start = 0;
    while (start < text.length() && entries.size() < MOST_ENTRIES) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      var line = line(text, start, end);
      var key = key(line);
      boolean isSure = SURE.contains(key) || line.startsWith("%");
      boolean belongs = isSure || OTHERS.contains(key) || isRemark(line);
      if (belongs) {
        from = from < 0 ? start : from;
        until = end;
        sure += isSure ? 1 : 0;
      } else if (from >= 0 && !line.isEmpty()) {
        add(from, until, sure);
        from = -1;
        sure = 0;
      }
      start = end + 1;
    }
    if (from >= 0) {
      add(from, until, sure);
    }
  }

  private void add(int from, int until, int sure) {
    if (sure >= FEWEST_SURE) {
      entries.add(new Entry(from, until));
    }
  }

  private static String line(String text, int start, int end) {
    int from = start;
    while (from < end && (text.charAt(from) == '>' || Character.isWhitespace(text.charAt(from)))) {
      from++;
    }
    return text.substring(from, Math.min(end, from + LONGEST_LINE)).stripTrailing();
  }

  private static boolean isRemark(String line) {
    return !line.isEmpty() && "%#IA".indexOf(line.charAt(0)) >= 0 && REMARK.matches(line);
  }

  /** What stands before the first colon; empty where that is no name of a field. */
  private static String key(String line) {
    int colon = line.indexOf(':');
    return colon <= 0 || colon > LONGEST_KEY
        ? ""
        : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  boolean covers(int at) {
    for (var entry : entries) {
      if (at >= entry.start() && at < entry.end()) {
        return true;
      }
    }
    return false;
  }
}
