package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.mime.PartFiles;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Lists of pages that Google's Safe Browsing warns of, as it sends them to the administrators of a
 * network: XML with hardly any words around it.
 */
public final class SafeBrowsingMail implements ReportFormat {

  private static final int READ_CHARS = 1 << 20;
  private static final int START = 4_096;
  private static final int MOST_FILES = 5;
  private static final String ROOT = "<notification_message";
  private static final Pattern NAMED = Pattern.compile("(?i).*\\.xml(?:\\.gz|\\.zip)?|.*\\.zip");
  private static final Pattern MESSAGE = Pattern.compile("<notification_message\\b([^>]*)>");
  private static final Pattern DATE = attribute("date");
  private static final Pattern NETWORK = attribute("asn?");
  private static final Pattern ENTRY = Pattern.compile("<(list|url_info)\\b([^>]*)>");
  private static final Pattern TYPE = attribute("type");
  private static final Pattern URL = attribute("url");
  private static final Pattern ADDRESS = attribute("ip");

  /** What the lists are of, by their numbers from 0. */
  private static final List<String> KINDS =
      List.of(
          "compromised sites",
          "social engineering",
          "distribution of malware",
          "unwanted software",
          "malicious software");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && within(opened.mail()) != null;
  }

  private static @Nullable MailPart within(MailPart mail) {
    return ForwardedMail.candidates(mail).stream()
        .filter(m -> !list(m).isEmpty())
        .findFirst()
        .orElse(null);
  }

  /** The XML, in the words of the mail or in a file; empty where there is none. */
  private static String list(MailPart mail) {
    return mail.once(
        SafeBrowsingMail.class,
        () ->
            Stream.concat(plain(mail), files(mail))
                .filter(text -> text.contains("<url_info"))
                .findFirst()
                .orElse(""));
  }

  private static Stream<String> plain(MailPart mail) {
    return mail.leaves()
        .filter(p -> p.message == null && (p.isText() || p.mimeType.endsWith("/xml")))
        .filter(p -> p.start(START).contains(ROOT))
        .map(MailPart::text);
  }

  /** Packed, or of a type that says nothing. */
  private static Stream<String> files(MailPart mail) {
    var named =
        mail.leaves()
            .filter(p -> p.message == null && p.fileName() != null && NAMED.matches(p.fileName()))
            .limit(MOST_FILES);
    return PartFiles.of(named).stream()
        .flatMap(unpacked -> unpacked.files().stream())
        .map(UnpackedFiles.File::content)
        .filter(content -> Text.decode(content, START, null).contains(ROOT))
        .map(content -> Text.decode(content, null));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var report = Objects.requireNonNull(within(opened.requireMail()));
    var xml = Text.cut(list(report), READ_CHARS);
    var draft = PlainMail.draft("safe-browsing", opened, report);
    draft.matter = "Safe Browsing list";
    var message = MESSAGE.matcher(xml);
    var head = message.find() ? message.group(1) : "";
    draft.occurredAt = StatedDate.of(first(DATE, head)).orElse(null);
    var kinds = new TreeSet<Integer>();
    var addresses = new LinkedHashSet<String>();
    var sites = sites(xml, kinds, addresses);
    // addresses first: there may be more sites than a report keeps
    Stream.concat(addresses.stream(), sites.stream())
        .forEach(named -> draft.indicators.add(named, Role.SOURCE));
    draft.category = category(kinds);
    draft
        .detail("network", first(NETWORK, head))
        .detail("lists", kinds.stream().map(SafeBrowsingMail::name).toList())
        .detail("sites", sites.size());
    var words = PlainMail.withReport(opened.requireMail(), report);
    draft.text(words.isBlank() ? xml : words);
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    IndicatorMiner.mentions(MailText.of(report), draft.indicators);
    return draft.finish();
  }

  private static List<String> sites(String xml, Set<Integer> kinds, Set<String> addresses) {
    var sites = new ArrayList<String>();
    int kind = 0;
    var entries = ENTRY.matcher(xml);
    while (entries.find()) {
      if (entries.group(1).equals("list")) {
        var stated = first(TYPE, entries.group(2));
        kind = stated != null && stated.matches("\\d{1,3}") ? Integer.parseInt(stated) : kind;
        continue;
      }
      var url = first(URL, entries.group(2));
      var address = first(ADDRESS, entries.group(2));
      if (url != null) {
        kinds.add(kind);
        sites.add(Parser.unescapeEntities(url, true));
      }
      if (address != null) {
        addresses.add(address);
      }
    }
    return sites;
  }

  /** XML takes single quotation marks as well as double ones. */
  private static Pattern attribute(String name) {
    return Pattern.compile("\\b" + name + "\\s*=\\s*(?:\"([^\"]+)\"|'([^']+)')");
  }

  private static @Nullable String first(Pattern wanted, String within) {
    var found = wanted.matcher(within);
    if (!found.find()) {
      return null;
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /** The worst of what is listed. */
  private static Category category(Set<Integer> kinds) {
    return kinds.stream().anyMatch(kind -> kind >= 2)
        ? Category.MALWARE
        : kinds.contains(1) ? Category.PHISHING : Category.COMPROMISED_RESOURCE;
  }

  private static String name(int kind) {
    return kind < KINDS.size() ? KINDS.get(kind) : "list " + kind;
  }
}
