package dev.demarc.formats;

import com.google.re2j.Pattern;

/**
 * The case number of an AWS abuse notice, which its reminders and the final notice carry too. What
 * claims to come from AWS need not: the sender is never trusted for it.
 */
final class AwsNotice {

  private static final Pattern SUBJECT = Pattern.compile("(?i)\\b(aws|amazon)\\b");
  private static final Pattern CASE =
      Pattern.compile(
          "(?i)(?:abuse report|abuse case|support case|case(?: id)?)[: #\\[-]{1,4}(\\d{9,18})\\b"
              + "|\\[(\\d{9,18})(?:-\\d{1,3})?\\]");

  private AwsNotice() {}

  static void describe(ReportDraft draft) {
    var subject = draft.mail.subject();
    if (subject == null || !SUBJECT.matcher(subject).find()) {
      return;
    }
    var found = CASE.matcher(subject);
    if (found.find()) {
      draft.externalId = found.group(1) == null ? found.group(2) : found.group(1);
      draft.detail("awsCaseId", draft.externalId);
    }
  }
}
