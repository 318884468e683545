package dev.demarc.formats.mime;

import dev.demarc.formats.text.ChunkedBuffer;
import dev.demarc.formats.text.HtmlText;
import dev.demarc.formats.text.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.jspecify.annotations.Nullable;

/**
 * Reads MIME (RFC 2045, 2046, 2183, 2231) from any bytes. Never throws: where reading stops, what
 * was read so far is kept and the mail says so in its problems. Depth, parts and decoded bytes are
 * limited, so that memory and time grow with the size of the mail and no faster.
 */
public final class MailParser {

  private static final int DEEPEST_MULTIPART = 10;
  private static final int DEEPEST_MESSAGE = 5;
  private static final int MOST_PARTS = 1_000;
  private static final long MOST_DECODED_BYTES = 80L << 20;
  private static final int LONGEST_FIELD = 64 * 1024;

  private static final Set<String> SAVED =
      Set.of("application/vnd.ms-outlook", "application/pkcs7-mime", "application/x-pkcs7-mime");

  private static final MimeConfig TOLERANT =
      MimeConfig.custom()
          .setStrictParsing(false)
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(-1)
          .setMaxContentLen(-1)
          .setCountLineNumbers(false)
          .build();

  /** What is left to spend on this submission, over all the mails inside it. */
  private int partsLeft = MOST_PARTS;

  private long bytesLeft = MOST_DECODED_BYTES;
  private final HtmlText.Allowance html = new HtmlText.Allowance();

  private MailParser() {}

  public static MailPart parse(byte[] raw) {
    return new MailParser().message(RawMail.of(raw), 0);
  }

  /** Whether a type is that of a mail which a program saved in another form than RFC 5322. */
  public static boolean isSavedMail(String mediaType) {
    return SAVED.contains(mediaType);
  }

  /**
   * Reads such a mail: Outlook's, or what S/MIME signed or encrypted. What cannot be read stands in
   * its problems, and the file beside what could.
   */
  public static MailPart parseSaved(byte[] raw, String mediaType) {
    return new MailParser().saved(raw, mediaType);
  }

  private MailPart saved(byte[] raw, String mediaType) {
    var file = new MailPart(html);
    file.mimeType = mediaType;
    file.content = raw;
    var mail = wrapped(file, 0).openSaved(file);
    if (!mail.headers.has("Content-Type")) {
      mail.headers.add("Content-Type", mediaType);
    }
    return mail;
  }

  private MailPart message(byte[] raw, int depth) {
    var tokens = new MimeTokenStream(TOLERANT, null, new CappedFieldBuilder(), null);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(new ByteArrayInputStream(raw));
    var root = new MailPart(html);
    try {
      walk(tokens, root, depth);
    } catch (MimeException | IOException | RuntimeException | StackOverflowError e) {
      root.problems.add(
          "Reading the mail stopped before its end ("
              + e.getClass().getSimpleName()
              + "); what came before is kept.");
    }
    root.leaves()
        .filter(part -> part.isText() && part.parameter("charset") != null)
        .findFirst()
        .ifPresent(text -> root.headers.readUnmarkedAs(text.parameter("charset")));
    return root;
  }

  private void walk(MimeTokenStream tokens, MailPart root, int depth)
      throws MimeException, IOException {
    Deque<MailPart> open = new ArrayDeque<>();
    open.push(root);
    for (var state = tokens.getState();
        state != EntityState.T_END_OF_STREAM;
        state = tokens.next()) {
      var part = open.peek();
      switch (state) {
        case T_START_BODYPART -> {
          if (partsLeft-- <= 0) {
            root.problems.add("The mail has more than " + MOST_PARTS + " parts; the rest is left.");
            return;
          }
          var child = new MailPart(html);
          part.parts.add(child);
          open.push(child);
        }
        case T_END_BODYPART -> open.pop();
        case T_FIELD -> addField(tokens.getField(), part);
        case T_END_HEADER -> {
          describe(part);
          boolean deep = open.size() > DEEPEST_MULTIPART;
          tokens.setRecursionMode(deep ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
        }
        case T_START_MULTIPART -> part.mimeType = mimeType(tokens);
        case T_BODY -> {
          part.mimeType = mimeType(tokens);
          if (open.size() > DEEPEST_MULTIPART && part.mimeType.startsWith("multipart/")) {
            root.problems.add("Parts nested deeper than " + DEEPEST_MULTIPART + " are not opened.");
          }
          part.content = content(tokens.getDecodedInputStream(), root);
          openMessage(part, root, depth);
          wrapped(root, depth).open(part);
        }
        case T_PREAMBLE -> part.content = content(tokens.getInputStream(), root);
        default -> {}
      }
    }
  }

  private static void addField(Field field, MailPart part) {
    var raw = field.getRaw();
    if (raw == null) {
      part.headers.add(field.getName(), field.getBody() == null ? "" : field.getBody());
      return;
    }
    int colon = 0;
    int end = Math.min(raw.length(), LONGEST_FIELD);
    while (colon < end && raw.byteAt(colon) != ':') {
      colon++;
    }
    var bytes = new byte[Math.max(0, end - colon - 1)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = raw.byteAt(colon + 1 + i);
    }
    part.headers.add(field.getName(), bytes);
  }

  /** As mime4j understands it, so that it agrees with how the parts were cut. */
  private static String mimeType(MimeTokenStream tokens) {
    var type = tokens.getBodyDescriptor().getMimeType();
    return type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
  }

  private static void describe(MailPart part) {
    part.parameters = parameters(part.headers.raw("Content-Type"), new StringBuilder());
    var disposition = new StringBuilder();
    part.dispositionParameters = parameters(part.headers.raw("Content-Disposition"), disposition);
    part.disposition = disposition.toString().strip().toLowerCase(Locale.ROOT);
  }

  /** Parameters with lower-case names, continuations joined and decoded (RFC 2231). */
  private static Map<String, String> parameters(@Nullable String field, StringBuilder value) {
    if (field == null) {
      return Map.of();
    }
    var body =
        RawFieldParser.DEFAULT.parseRawBody(
            new RawField("X", Text.cut(field.replace('\uFFFD', ' '), 4_096)));
    value.append(body.getValue() == null ? "" : body.getValue());
    var mapping = new MimeParameterMapping();
    var plain = new HashMap<String, String>();
    for (var pair : body.getParams()) {
      if (pair.getName() == null || pair.getValue() == null) {
        continue;
      }
      var name = pair.getName().toLowerCase(Locale.ROOT);
      if (name.indexOf('*') < 0) {
        plain.putIfAbsent(name, pair.getValue());
      } else {
        mapping.addParameter(name, pair.getValue());
      }
    }
    try {
      mapping.getParameters().forEach((k, v) -> plain.putIfAbsent(k, v));
    } catch (RuntimeException e) {
      // an unreadable continuation costs its parameter, nothing else
    }
    return plain;
  }

  private byte[] content(InputStream in, MailPart root) throws IOException {
    var out = new ChunkedBuffer();
    var buffer = new byte[8 * 1024];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (n > bytesLeft) {
          root.problems.add("The parts of the mail are too large together; the rest is left.");
          break;
        }
        bytesLeft -= n;
        out.write(buffer, n);
      }
    } catch (IOException e) {
      root.problems.add("A part is not encoded as it says; what could be decoded is kept.");
    }
    return out.toByteArray();
  }

  private void openMessage(MailPart part, MailPart root, int depth) {
    if (!holdsMail(part)) {
      return;
    }
    if (depth >= DEEPEST_MESSAGE) {
      root.problems.add("Mails nested deeper than " + DEEPEST_MESSAGE + " are not opened.");
      return;
    }
    part.message = message(RawMail.of(part.content), depth + 1);
    root.problems.addAll(part.message.problems);
  }

  private WrappedParts wrapped(MailPart root, int depth) {
    return new WrappedParts(this::inside, root, depth, depth < DEEPEST_MESSAGE);
  }

  /** What was wrapped counts as what came in the mail itself. */
  private MailPart inside(byte[] raw, int depth) {
    if (raw.length > bytesLeft) {
      var nothing = new MailPart(html);
      nothing.problems.add("The parts of the mail are too large together; the rest is left.");
      return nothing;
    }
    bytesLeft -= raw.length;
    return message(raw, depth);
  }

  /** Some programs attach a mail as a file of no type, and only its name tells. */
  private static boolean holdsMail(MailPart part) {
    if (part.mimeType.equals("message/rfc822") || part.mimeType.equals("message/global")) {
      return true;
    }
    var name = part.fileName();
    boolean untyped =
        part.mimeType.equals("application/octet-stream") || part.mimeType.equals("text/plain");
    return untyped && name != null && name.toLowerCase(Locale.ROOT).endsWith(".eml");
  }
}
