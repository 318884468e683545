package dev.demarc.formats.containers;

import dev.demarc.formats.text.Text;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail by the properties that Outlook keeps of it ([MS-OXPROPS]), in whatever file they came.
 *
 * @param headers as the mail was transported; null where it was not, or the file keeps none
 * @param html null where the mail has none
 * @param files what is attached, in order
 */
public record MapiMail(
    @Nullable String subject,
    @Nullable String from,
    @Nullable String to,
    @Nullable String messageId,
    @Nullable Instant sentAt,
    @Nullable String headers,
    @Nullable String text,
    @Nullable String html,
    List<File> files) {

  /** An attached file; or an attached mail, which then has no bytes of its own. */
  public record File(
      @Nullable String name,
      @Nullable String type,
      byte @Nullable [] content,
      @Nullable MapiMail mail) {}

  static final int SUBJECT = 0x0037;
  static final int SENT_AT = 0x0039;
  static final int HEADERS = 0x007D;
  static final int SENDER_NAME = 0x0C1A;
  static final int SENDER_ADDRESS = 0x0C1F;
  static final int DISPLAY_TO = 0x0E04;
  static final int BODY = 0x1000;
  static final int RTF = 0x1009;
  static final int HTML = 0x1013;
  static final int MESSAGE_ID = 0x1035;
  static final int DISPLAY_NAME = 0x3001;
  static final int ATTACHED = 0x3701;
  static final int FILE_NAME = 0x3704;
  static final int LONG_FILE_NAME = 0x3707;
  static final int MIME_TYPE = 0x370E;
  static final int CODE_PAGE = 0x3FDE;
  static final int SENDER_SMTP = 0x5D01;

  /** 100-nanosecond steps between 1601 and 1970. */
  private static final long EPOCH = 116_444_736_000_000_000L;

  /** Properties by their number; texts as they were written, one byte or two a character. */
  static final class Properties {

    private static final int UNICODE = 0x1F;

    private record Value(int type, byte[] bytes) {}

    private final Map<Integer, Value> values = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();
    final List<File> files = new ArrayList<>();
    Charset charset = StandardCharsets.UTF_8;

    void put(int id, int type, byte[] bytes) {
      values.putIfAbsent(id, new Value(type, bytes));
    }

    void put(int id, long number) {
      numbers.putIfAbsent(id, number);
    }

    byte @Nullable [] bytes(int id) {
      var value = values.get(id);
      return value == null ? null : value.bytes();
    }

    @Nullable String text(int id) {
      var value = values.get(id);
      if (value == null) {
        return null;
      }
      var read =
          value.type() == UNICODE
              ? new String(value.bytes(), StandardCharsets.UTF_16LE)
              : decoded(value.bytes());
      var text = read.replace("\0", "");
      return text.isBlank() ? null : text;
    }

    /** A text of one byte a character ends with a zero. */
    private String decoded(byte[] bytes) {
      int end = 0;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      return Text.decode(Arrays.copyOf(bytes, end), charset.name());
    }

    MapiMail mail() {
      var page = numbers.get(CODE_PAGE);
      charset = page == null ? charset : CodePages.of(page.intValue());
      var html = values.get(HTML);
      var text = text(BODY);
      String shown = null;
      if (html != null) {
        shown = text(HTML);
      } else if (text == null && bytes(RTF) != null) {
        var rtf = CompressedRtf.decompressed(bytes(RTF));
        var read = rtf == null ? new RtfText.Read(null, null) : RtfText.of(rtf);
        text = read.text();
        shown = read.html();
      }
      return new MapiMail(
          text(SUBJECT),
          from(),
          text(DISPLAY_TO),
          text(MESSAGE_ID),
          sentAt(),
          text(HEADERS),
          text,
          shown,
          List.copyOf(files));
    }

    private @Nullable String from() {
      var smtp = text(SENDER_SMTP);
      var address = smtp == null ? text(SENDER_ADDRESS) : smtp;
      var name = text(SENDER_NAME);
      if (address == null || address.indexOf('@') < 0) {
        return name;
      }
      return name == null || name.equals(address)
          ? address
          : "\"" + name.replaceAll("[\"\\\\\r\n]", " ") + "\" <" + address + ">";
    }

    private @Nullable Instant sentAt() {
      var steps = numbers.get(SENT_AT);
      // to the year 3000
      return steps != null && steps > EPOCH && steps - EPOCH < 325_000_000_000_000_000L
          ? Instant.ofEpochMilli((steps - EPOCH) / 10_000)
          : null;
    }

    File file() {
      var name = text(LONG_FILE_NAME);
      name = name == null ? text(FILE_NAME) : name;
      name = name == null ? text(DISPLAY_NAME) : name;
      return new File(name, text(MIME_TYPE), bytes(ATTACHED), null);
    }
  }
}
