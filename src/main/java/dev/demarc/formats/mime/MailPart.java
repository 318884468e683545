package dev.demarc.formats.mime;

import dev.demarc.formats.text.HtmlText;
import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An entity of a mail (RFC 2045 section 2.4): the mail itself, a multipart, or a leaf. */
public final class MailPart {

  public final HeaderFields headers = new HeaderFields();
  public final List<MailPart> parts = new ArrayList<>();
  public final List<String> problems = new ArrayList<>();

  /** Lower-case, without parameters. */
  public String mimeType = "text/plain";

  public Map<String, String> parameters = Map.of();
  public Map<String, String> dispositionParameters = Map.of();
  String disposition = "";

  /** Decoded bytes of a leaf; empty for a multipart. */
  public byte[] content = new byte[0];

  /** The mail inside a {@code message/rfc822} leaf, else null. */
  public @Nullable MailPart message;

  /** Its text for people, kept once {@link MailText} has put it together. */
  @Nullable String shown;

  /** The mails that a report can stand in, kept once {@code ForwardedMail} has found them. */
  public @Nullable List<MailPart> candidates;

  /** What formats looked for in this mail, which is large work for some. */
  private final Map<Object, Object> found = new HashMap<>();

  /** What the markup of this submission may still cost; all the mails in it share one. */
  final HtmlText.Allowance html;

  public MailPart() {
    this(new HtmlText.Allowance());
  }

  public MailPart(HtmlText.Allowance html) {
    this.html = html;
  }

  /** Looks for something at the first call, so that recognising and reading do it once. */
  @SuppressWarnings("unchecked")
  public <T> T once(Class<?> format, Supplier<T> looking) {
    if (!found.containsKey(format)) {
      found.put(format, looking.get());
    }
    return (T) found.get(format);
  }

  public boolean isMultipart() {
    return mimeType.startsWith("multipart/") && !parts.isEmpty();
  }

  public boolean isText() {
    return mimeType.startsWith("text/") || (mimeType.startsWith("multipart/") && parts.isEmpty());
  }

  boolean isAttached() {
    return disposition.equals("attachment");
  }

  public @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** RFC 2183 filename, else the older name parameter; without any path; null if there is none. */
  public @Nullable String fileName() {
    var name = dispositionParameters.get("filename");
    if (name == null) {
      name = parameters.get("name");
    }
    if (name == null) {
      return null;
    }
    var decoded = Text.oneLine(Text.withoutDirections(HeaderFields.decodeWords(name)), 200);
    int slash = Math.max(decoded.lastIndexOf('/'), decoded.lastIndexOf('\\'));
    var bare = decoded.substring(slash + 1).replace('\uFFFD', '_').strip();
    return bare.isEmpty() || bare.equals(".") || bare.equals("..") ? null : bare;
  }

  /** The first bytes as text, to see what the part is without decoding all of it. */
  public String start(int bytes) {
    return Text.decode(content, bytes, parameters.get("charset"));
  }

  /** Of a large part the start, as {@link Text#decode} says. */
  public String text() {
    return Text.decode(content, parameters.get("charset"));
  }

  /** The leaves of this mail in order; mails inside are leaves, not opened. */
  public Stream<MailPart> leaves() {
    return isMultipart() ? parts.stream().flatMap(MailPart::leaves) : Stream.of(this);
  }

  /** This mail and the mails inside it, outermost first. */
  public Stream<MailPart> messages() {
    return Stream.concat(
        Stream.of(this),
        leaves().filter(l -> l.message != null).flatMap(l -> l.message.messages()));
  }

  public boolean isReportOfType(String reportType) {
    var declared = parameters.get("report-type");
    return mimeType.equals("multipart/report")
        && declared != null
        && declared.strip().toLowerCase(Locale.ROOT).startsWith(reportType);
  }
}
