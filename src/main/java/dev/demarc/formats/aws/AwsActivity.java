package dev.demarc.formats.aws;

import dev.demarc.formats.text.FirstFit;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import org.jspecify.annotations.Nullable;

/** What AWS's notices say a resource was reported for, in Demarc's categories. */
final class AwsActivity {

  private static final int READ_CHARS = 4_096;
  private static final FirstFit<Category> ACTIVITIES =
      new FirstFit<Category>()
          .matching(Category.CHILD_ABUSE, "(?i)child sexual|csam|child abuse")
          .matching(Category.COPYRIGHT, "(?i)copyright|dmca|infring|trademark|counterfeit")
          .matching(Category.PHISHING, "(?i)phish|credential harvest")
          .matching(
              Category.DENIAL_OF_SERVICE,
              "(?i)denial[ -]of[ -]service|\\bd?dos\\b|\\bdos attack|flood")
          .matching(
              Category.OPEN_PROXY,
              "(?i)open[ -](prox|resolver|relay|recursive|dns)|amplif|anonymi[sz]er")
          .matching(Category.BOTNET, "(?i)command[ -]and[ -]control|botnet|\\bc2\\b|c&c")
          .matching(Category.PORT_SCAN, "(?i)port[ -]?scan|scanning|network scan|probing")
          .matching(
              Category.INTRUSION_ATTEMPT,
              "(?i)intrusion|brute[ -]?force|unauthori[sz]ed access attempt|login"
                  + " attempt|hacking|exploit|access (to )?(remote )?hosts? .{0,40}without"
                  + " authori[sz]ation|unauthori[sz]ed access|web ?app(lication)? attack|sql"
                  + " injection|ssh attack|rdp attack")
          .matching(
              Category.MALWARE,
              "(?i)malware|virus|trojan|ransomware|malicious (software|code|file)")
          .matching(
              Category.CREDENTIAL_EXPOSURE,
              "(?i)exposed (access )?key|access keys? .{0,60}(exposed|compromised|publicly)|leaked"
                  + " credential|credentials? (were )?exposed")
          .matching(Category.COMPROMISED_RESOURCE, "(?i)compromised|crypto ?(currency )?min")
          .matching(Category.SPAM, "(?i)\\bspam|unsolicited|bulk e?-?mail|forum spam")
          .matching(Category.FRAUD, "(?i)fraud|scam")
          .matching(
              Category.PROHIBITED_CONTENT,
              "(?i)prohibited|hate|violen|terror|illegal content|objectionable");

  private AwsActivity() {}

  /** Null where the words name none. */
  static @Nullable Category category(@Nullable String words) {
    if (words == null) {
      return null;
    }
    return ACTIVITIES.of(Text.cut(words, READ_CHARS)).orElse(null);
  }
}
