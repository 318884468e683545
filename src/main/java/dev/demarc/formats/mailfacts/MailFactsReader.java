package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.HeaderFields;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the header fields that decide about threading and answering (RFC 5322 section 3.6). */
public final class MailFactsReader {

  private static final int MOST_REFERENCES = 100;
  private static final int MOST_TRACE = 60;
  private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,990})>");

  private MailFactsReader() {}

  public static MailFacts read(MailPart mail) {
    var headers = mail.headers;
    var from = AddressList.first(headers.raw("From"));
    var kind = MailKind.of(mail, from.address());
    return new MailFacts(
        from.address(),
        SenderMailbox.of(headers),
        from.name(),
        AddressList.first(headers.raw("Reply-To")).address(),
        recipients(headers),
        Text.oneLineOrNull(headers.first("Subject"), 1_000),
        StatedDate.of(headers.raw("Date")).orElse(null),
        messageId(headers.raw("Message-ID")),
        references(headers),
        AutomaticMail.reasons(mail, from.address(), kind),
        kind,
        headers.trace(MOST_TRACE));
  }

  private static List<String> recipients(HeaderFields headers) {
    var all = new LinkedHashSet<String>();
    for (var name : List.of("To", "Cc")) {
      headers.allRaw(name).forEach(field -> all.addAll(AddressList.addresses(field)));
    }
    return List.copyOf(all);
  }

  public static @Nullable String messageId(@Nullable String field) {
    if (field == null) {
      return null;
    }
    var bracketed = MESSAGE_ID.matcher(field);
    if (bracketed.find()) {
      return bracketed.group(1);
    }
    var bare = field.strip();
    return bare.isEmpty() || bare.length() > 990 || bare.contains(" ") ? null : bare;
  }

  private static List<String> references(HeaderFields headers) {
    var ids = new LinkedHashSet<String>();
    for (var name : List.of("References", "In-Reply-To")) {
      for (var field : headers.allRaw(name)) {
        var found = MESSAGE_ID.matcher(field);
        while (found.find()) {
          ids.add(found.group(1));
        }
      }
    }
    var all = new ArrayList<>(ids);
    return all.subList(Math.max(0, all.size() - MOST_REFERENCES), all.size());
  }
}
