package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the finding types of Security Hub: {@code namespace/category/classifier}. */
final class AsffTypes {

  private record Row(String start, Category category) {}

  /** The first that fits; the narrower come first. What is not here, the engine decides. */
  private static final List<Row> ROWS =
      List.of(
          new Row("software and configuration checks/vulnerabilities", Category.VULNERABILITY),
          new Row("software and configuration checks/patch", Category.MISSING_PATCH),
          new Row("software and configuration checks", Category.MISCONFIGURATION),
          new Row("sensitive data identifications", Category.DATA_EXPOSURE),
          new Row("effects/data exposure", Category.DATA_EXPOSURE),
          new Row("effects/data exfiltration", Category.DATA_EXPOSURE),
          new Row("effects/denial of service", Category.DENIAL_OF_SERVICE),
          new Row("ttps/command and control", Category.BOTNET),
          new Row("ttps/credential access", Category.CREDENTIAL_EXPOSURE));

  /** As GuardDuty's {@code Recon:EC2/PortScan} is sent, whose slash would part the type. */
  private static final Pattern GUARDDUTY =
      Pattern.compile("(?:^|/)([A-Za-z]{2,40}:[A-Za-z0-9]{1,40})[-/](\\S{1,200})$");

  private AsffTypes() {}

  static @Nullable Category category(List<String> types, AwsFields finding) {
    for (var type : types) {
      var lower = type.toLowerCase(Locale.ROOT);
      for (var row : ROWS) {
        if (lower.startsWith(row.start())) {
          return row.category();
        }
      }
    }
    return finding.has("Compliance.Status") ? Category.MISCONFIGURATION : null;
  }

  /** The finding's type in GuardDuty's own spelling; null where it is none of GuardDuty's. */
  static @Nullable String ofGuardDuty(List<String> types) {
    for (var type : types) {
      var found = GUARDDUTY.matcher(Text.cut(type, 400));
      if (found.find()) {
        return found.group(1) + "/" + found.group(2);
      }
    }
    return null;
  }
}
