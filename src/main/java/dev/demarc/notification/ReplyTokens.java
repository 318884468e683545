package dev.demarc.notification;

import com.google.re2j.Pattern;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the tokens of our own mails out of what others sent back to us: whoever has one writes in
 * its recipient's name ({@link ReplyAddress}). Found as they are written, also where
 * quoted-printable breaks a line within one, and in lines of Base64.
 */
@ApplicationScoped
public class ReplyTokens {

  private static final String INSTEAD = "-".repeat(32);

  /** A soft line break (RFC 2045 section 6.7). */
  private static final String BREAK = "(?:=\\r?\\n)?";

  private static final Pattern BASE64 =
      Pattern.compile("(?m)^[A-Za-z0-9+/]{40,998}={0,2}\\r?$(?:\\n[A-Za-z0-9+/]+={0,2}\\r?$)*");

  private final Pattern token;

  ReplyTokens(MailSettings settings) {
    var from = settings.from();
    token = tokenAt(EmailAddress.of(from).map(EmailAddress::domain).orElse(from));
  }

  private static Pattern tokenAt(String domain) {
    var written = new StringBuilder("(?i)(?:[0-9a-f]" + BREAK + "){32}(?P<at>(?:@|=40|%40)");
    domain.chars().forEach(c -> written.append(BREAK).append(Pattern.quote("" + (char) c)));
    return Pattern.compile(written + ")");
  }

  /** The same text with dashes for each token. */
  public String hiddenIn(String text) {
    return token.matcher(text).replaceAll(INSTEAD + "${at}");
  }

  /** All texts of a tree of maps and lists. */
  public Map<String, Object> hiddenIn(Map<String, Object> tree) {
    var hidden = new LinkedHashMap<String, Object>();
    tree.forEach((name, value) -> hidden.put(name, hiddenInValue(value)));
    return hidden;
  }

  private @Nullable Object hiddenInValue(Object value) {
    if (value instanceof String text) {
      return hiddenIn(text);
    }
    if (value instanceof Map<?, ?> map) {
      var hidden = new LinkedHashMap<Object, Object>();
      map.forEach((name, inner) -> hidden.put(name, hiddenInValue(inner)));
      return hidden;
    }
    return value instanceof List<?> list ? list.stream().map(this::hiddenInValue).toList() : value;
  }

  /** Bytes of a mail or of a part of one. */
  public byte[] hiddenIn(byte[] raw) {
    var text = new String(raw, StandardCharsets.ISO_8859_1);
    var plain = hiddenIn(text);
    var blocks = BASE64.matcher(plain);
    var hidden = new StringBuilder();
    int from = 0;
    while (blocks.find()) {
      hidden.append(plain, from, blocks.start()).append(hiddenInBase64(blocks.group()));
      from = blocks.end();
    }
    hidden.append(plain, from, plain.length());
    return from == 0 && plain.equals(text)
        ? raw
        : hidden.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private String hiddenInBase64(String block) {
    byte[] decoded;
    try {
      decoded = Base64.getMimeDecoder().decode(block);
    } catch (IllegalArgumentException noBase64) {
      return block;
    }
    var text = new String(decoded, StandardCharsets.ISO_8859_1);
    var hidden = hiddenIn(text);
    return hidden.equals(text)
        ? block
        : Base64.getMimeEncoder().encodeToString(hidden.getBytes(StandardCharsets.ISO_8859_1))
            + (block.endsWith("\r") ? "\r" : "");
  }
}
