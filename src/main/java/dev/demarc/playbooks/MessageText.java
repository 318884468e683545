package dev.demarc.playbooks;

import dev.demarc.casework.views.CaseFacts;
import dev.demarc.shared.Defang;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what is known of a case into the places of a text. Pure. */
final class MessageText {

  private static final String UNKNOWN = "(not known)";

  private MessageText() {}

  /** What reporters wrote is defanged, and is not looked through for places. */
  static String of(String body, CaseFacts on) {
    Map<String, String> values = new HashMap<>();
    values.put("case", on.key().value());
    values.put("title", on.secret() ? on.mailTitle() : Defang.text(on.title()));
    values.put("category", on.category().title());
    values.put("service", on.service());
    values.put("account", on.accountId());
    values.put("region", on.region());
    values.put("deadline", deadline(on));
    var text = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int open = body.indexOf('{', at);
      int close = open < 0 ? -1 : body.indexOf('}', open);
      if (close < 0) {
        break;
      }
      var name = body.substring(open + 1, close);
      text.append(body, at, open);
      if (PlaybookMistakes.PLACEHOLDERS.contains(name)) {
        var value = values.get(name);
        text.append(value == null || value.isBlank() ? UNKNOWN : value);
        at = close + 1;
      } else {
        text.append('{');
        at = open + 1;
      }
    }
    return text.append(body.substring(at)).toString();
  }

  private static @Nullable String deadline(CaseFacts on) {
    Instant by = on.extendedTo() == null ? on.replyBy() : on.extendedTo();
    return by == null
        ? null
        : by.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace("Z", " UTC");
  }
}
