package dev.demarc.formats.containers;

import dev.demarc.formats.containers.CompoundFile.Entry;
import dev.demarc.formats.containers.MapiMail.File;
import dev.demarc.formats.containers.MapiMail.Properties;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail that Outlook saved as a file of its own, {@code .msg} ([MS-OXMSG]). */
public final class OutlookFile {

  private static final String PROPERTY = "__substg1.0_";
  private static final String NUMBERS = "__properties_version1.0";
  private static final String ATTACHMENT = "__attach_version1.0_";
  private static final int OBJECT = 0x0D;
  private static final int MOST_PROPERTIES = 2_000;
  private static final int MOST_FILES = 100;
  private static final int DEEPEST = 3;

  /** How long the header of the numbers is: of the mail, of one inside it, of an attachment. */
  private static final int[] HEADERS = {32, 24, 8};

  private OutlookFile() {}

  /** Whether a file by these bytes is a mail; other programs write such files, too. */
  public static boolean is(byte[] raw) {
    try {
      return CompoundFile.is(raw) && CompoundFile.of(raw).root().containsKey(NUMBERS);
    } catch (IOException | RuntimeException damaged) {
      return false;
    }
  }

  /** Null where it is damaged. Never throws for what the bytes are. */
  public static @Nullable MapiMail of(byte[] raw) {
    try {
      return mail(CompoundFile.of(raw).root(), 0);
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }

  private static MapiMail mail(Map<String, Entry> storage, int depth) throws IOException {
    var mail = properties(storage, HEADERS[depth == 0 ? 0 : 1]);
    for (var each : storage.entrySet()) {
      if (each.getKey().startsWith(ATTACHMENT) && mail.files.size() < MOST_FILES) {
        mail.files.add(file(each.getValue().children(), mail, depth));
      }
    }
    return mail.mail();
  }

  private static File file(Map<String, Entry> storage, Properties mail, int depth)
      throws IOException {
    var properties = properties(storage, HEADERS[2]);
    properties.charset = mail.charset;
    var file = properties.file();
    var inner = storage.get(PROPERTY + "3701000D");
    if (inner == null || inner.isStream() || depth >= DEEPEST) {
      return file;
    }
    return new File(file.name(), "message/rfc822", null, mail(inner.children(), depth + 1));
  }

  private static Properties properties(Map<String, Entry> storage, int header) throws IOException {
    var properties = new Properties();
    properties.charset = CodePages.of(1252);
    int left = MOST_PROPERTIES;
    for (var each : storage.entrySet()) {
      var name = each.getKey();
      if (name.startsWith(PROPERTY) && each.getValue().isStream() && left-- > 0) {
        text(properties, name.substring(PROPERTY.length()), each.getValue());
      }
    }
    var numbers = storage.get(NUMBERS);
    if (numbers != null && numbers.isStream()) {
      numbers(properties, new Bytes(numbers.content()), header);
    }
    return properties;
  }

  /** The number and the type of a property are the name of its stream, in hexadecimal. */
  private static void text(Properties into, String name, Entry stream) throws IOException {
    if (name.matches("[0-9A-Fa-f]{8}")) {
      int id = Integer.parseInt(name.substring(0, 4), 16);
      int type = Integer.parseInt(name.substring(4), 16);
      if (id < 0x8000 && type != OBJECT) {
        into.put(id, type, stream.content());
      }
    }
  }

  private static void numbers(Properties into, Bytes in, int header) throws IOException {
    in.skip(Math.min(in.left(), header));
    for (int i = 0; i < MOST_PROPERTIES && in.left() >= 16; i++) {
      int type = in.u16();
      int id = in.u16();
      in.skip(4);
      long value = in.i64();
      into.put(id, type == 0x03 ? value & 0xFFFF_FFFFL : value);
    }
  }
}
