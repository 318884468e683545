package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.FirstFit;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the finding types of Security Hub: {@code namespace/category/classifier}. */
final class AsffTypes {

  /** What is not here, the engine decides. */
  private static final FirstFit<Category> CATEGORIES =
      new FirstFit<Category>()
          .starting(Category.VULNERABILITY, "software and configuration checks/vulnerabilities")
          .starting(Category.MISSING_PATCH, "software and configuration checks/patch")
          .starting(Category.MISCONFIGURATION, "software and configuration checks")
          .starting(Category.DATA_EXPOSURE, "sensitive data identifications")
          .starting(Category.DATA_EXPOSURE, "effects/data exposure")
          .starting(Category.DATA_EXPOSURE, "effects/data exfiltration")
          .starting(Category.DENIAL_OF_SERVICE, "effects/denial of service")
          .starting(Category.BOTNET, "ttps/command and control")
          .starting(Category.CREDENTIAL_EXPOSURE, "ttps/credential access");

  /** As GuardDuty's {@code Recon:EC2/PortScan} is sent, whose slash would part the type. */
  private static final Pattern GUARDDUTY =
      Pattern.compile("(?:^|/)([A-Za-z]{2,40}:[A-Za-z0-9]{1,40})[-/](\\S{1,200})$");

  private AsffTypes() {}

  static @Nullable Category category(List<String> types, AwsFields finding) {
    for (var type : types) {
      var category = CATEGORIES.of(type.toLowerCase(Locale.ROOT));
      if (category.isPresent()) {
        return category.get();
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
