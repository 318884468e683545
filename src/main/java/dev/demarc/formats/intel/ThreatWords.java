package dev.demarc.formats.intel;

import com.google.re2j.Pattern;
import dev.demarc.formats.bulk.TableCategories;
import dev.demarc.formats.text.FirstFit;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What names, types and labels of threat intelligence are about: STIX's open vocabularies, ATT&CK's
 * techniques, MISP's taxonomies and galaxies, and the words that people put in names. One reads the
 * texts of one document.
 */
final class ThreatWords {

  /** Texts, and characters of each: reading further tells no more. */
  private static final int MOST = 1_000;

  private static final int READ = 200;

  private static final FirstFit<Category> WORDS =
      new FirstFit<Category>()
          .matching(
              Category.CHILD_ABUSE, "\\bcs[ae]m\\b|child[- ](?:sexual|porn)|\\bchild[- ]abuse")
          .matching(
              Category.PHISHING,
              "phish|credential[- ]harvest|(?:fake|forged)[- ]log-?in|log-?in page|\\bt1566|\\bt1598")
          .matching(
              Category.BOTNET,
              "\\bc2\\b|\\bc&c\\b|\\bcnc\\b|command[-_ ]?(?:and|&)[-_ ]?control|botnet|\\bbots?\\b"
                  + "|\\bbeacon|\\bta0011\\b|\\bt1071")
          .matching(Category.OPEN_PROXY, "amplifier|anonymi[sz]ation|open[- ](?:proxy|resolver)")
          .matching(Category.DENIAL_OF_SERVICE, "\\bd?dos\\b|denial[- ]of[- ]service|\\bt149[89]")
          .matching(
              Category.PORT_SCAN,
              "port[- ]?scan|\\bscann(?:er|ing)\\b|reconnaissance|\\bt1595|\\bt1046"
                  + "|\\b(?:ssh|rdp|telnet|web|network|mass|vulnerability)[- ]scan")
          .matching(Category.MALWARE, "exploit[- ]kit|resource-exploitation|crypto-?min|mining")
          .matching(
              Category.INTRUSION_ATTEMPT,
              "brute|credential[- ]stuff|password[- ]spray|\\bexploit|sql[- ]inj|intrusion"
                  + "|log-?in attempt|\\bt1110|\\bt1190")
          .matching(Category.COMPROMISED_RESOURCE, "\\bcompromised\\b|deface|web ?shell|hijack")
          .matching(
              Category.MALWARE,
              "malware|malicious[- ]code|ransom|trojan|dropper|download|loader|payload|\\bworms?\\b"
                  + "|\\bvirus(?:es)?\\b|stealer|keylog|rootkit|bootkit|spyware|adware|backdoor"
                  + "|remote[- ]access|\\bwiper|\\brat\\b|screen-capture")
          .matching(Category.SPAM, "\\bspam")
          .matching(Category.FRAUD, "fraud|\\bscam|masquerad|impersonat")
          .matching(Category.CREDENTIAL_EXPOSURE, "(?:leaked|stolen)[- ](?:credential|password)")
          .matching(Category.DATA_EXPOSURE, "data[- ](?:leak|breach|exposure)");

  /** {@code namespace:predicate="value"}, as MISP writes tags. */
  private static final Pattern TAG =
      Pattern.compile("([^:=]{1,100}):([^=]{1,200})(?:=\"?([^\"]{0,300})\"?)?");

  private int left = MOST;

  /** By what is found in it; empty where it says nothing of the kind. */
  Optional<Category> categoryOf(String words) {
    if (left-- <= 0) {
      return Optional.empty();
    }
    var lower = Text.cut(words, READ).toLowerCase(Locale.ROOT).replace('_', '-');
    return WORDS
        .of(lower)
        .or(() -> Optional.ofNullable(TableCategories.of(lower)))
        .filter(category -> category != Category.OTHER);
  }

  /** The value of a tag tells more than its predicate, and that more than its namespace. */
  Optional<Category> categoryOfTag(String tag) {
    var parts = TAG.matcher(Text.cut(tag, READ));
    if (!parts.matches()) {
      return categoryOf(tag);
    }
    return Stream.of(3, 2, 1)
        .flatMap(part -> Stream.ofNullable(parts.group(part)))
        .flatMap(part -> categoryOf(part).stream())
        .findFirst();
  }

  /** What most of them are about; of kinds that are told as often the first. */
  static Optional<Category> commonest(List<Category> told) {
    var votes = new LinkedHashMap<Category, Integer>();
    told.forEach(category -> votes.merge(category, 1, Integer::sum));
    return votes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
