package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AWS's notices say a resource was reported for, in Demarc's categories. */
final class AwsActivity {

  private static final int READ_CHARS = 4_096;
  private static final Map<Pattern, Category> ACTIVITIES = new LinkedHashMap<>();

  static {
    put("child sexual|csam|child abuse", Category.CHILD_ABUSE);
    put("copyright|dmca|infring|trademark|counterfeit", Category.COPYRIGHT);
    put("phish|credential harvest", Category.PHISHING);
    put("denial[ -]of[ -]service|\\bd?dos\\b|\\bdos attack|flood", Category.DENIAL_OF_SERVICE);
    put("open[ -](prox|resolver|relay|recursive|dns)|amplif|anonymi[sz]er", Category.OPEN_PROXY);
    put("command[ -]and[ -]control|botnet|\\bc2\\b|c&c", Category.BOTNET);
    put("port[ -]?scan|scanning|network scan|probing", Category.PORT_SCAN);
    put(
        "intrusion|brute[ -]?force|unauthori[sz]ed access attempt|login"
            + " attempt|hacking|exploit|access (to )?(remote )?hosts? .{0,40}without"
            + " authori[sz]ation|unauthori[sz]ed access|web ?app(lication)? attack|sql"
            + " injection|ssh attack|rdp attack",
        Category.INTRUSION_ATTEMPT);
    put("malware|virus|trojan|ransomware|malicious (software|code|file)", Category.MALWARE);
    put(
        "exposed (access )?key|access keys? .{0,60}(exposed|compromised|publicly)|leaked credential"
            + "|credentials? (were )?exposed",
        Category.CREDENTIAL_EXPOSURE);
    put("compromised|crypto ?(currency )?min", Category.COMPROMISED_RESOURCE);
    put("\\bspam|unsolicited|bulk e?-?mail|forum spam", Category.SPAM);
    put("fraud|scam", Category.FRAUD);
    put("prohibited|hate|violen|terror|illegal content|objectionable", Category.PROHIBITED_CONTENT);
  }

  private AwsActivity() {}

  private static void put(String words, Category category) {
    ACTIVITIES.put(Pattern.compile("(?i)" + words), category);
  }

  /** Null where the words name none. */
  static @Nullable Category category(@Nullable String words) {
    if (words == null) {
      return null;
    }
    var read = Text.cut(words, READ_CHARS);
    return ACTIVITIES.entrySet().stream()
        .filter(known -> known.getKey().matcher(read).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
