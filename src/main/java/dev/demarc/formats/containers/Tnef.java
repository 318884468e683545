package dev.demarc.formats.containers;

import dev.demarc.formats.containers.MapiMail.File;
import dev.demarc.formats.containers.MapiMail.Properties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Transport Neutral Encapsulation Format ([MS-OXTNEF]), which Outlook sends as {@code
 * winmail.dat}: the mail's words, in Rich Text, and its files.
 */
public final class Tnef {

  private static final int SIGNATURE = 0x223E9F78;
  private static final int SUBJECT = 0x8004;
  private static final int BODY = 0x800C;
  private static final int FILE_BEGINS = 0x9002;
  private static final int PROPERTIES = 0x9003;
  private static final int FILE_PROPERTIES = 0x9005;
  private static final int CODE_PAGE = 0x9007;
  private static final int FILE_CONTENT = 0x800F;
  private static final int FILE_TITLE = 0x8010;

  private static final int MOST_ATTRIBUTES = 5_000;
  private static final int MOST_PROPERTIES = 2_000;
  private static final int MOST_FILES = 100;
  private static final int DEEPEST = 3;

  private static final int STRING = 0x1E;
  private static final int UNICODE = 0x1F;
  private static final int OBJECT = 0x0D;
  private static final int BINARY = 0x102;
  private static final int MULTIPLE = 0x1000;

  private final int depth;
  private final Properties mail = new Properties();
  private final List<Properties> files = new ArrayList<>();
  private boolean whole = true;

  private Tnef(int depth) {
    this.depth = depth;
  }

  /**
   * What was read.
   *
   * @param whole whether that was all
   */
  public record Read(MapiMail mail, boolean whole) {}

  public static boolean is(byte[] raw) {
    try {
      return new Bytes(raw).i32() == SIGNATURE;
    } catch (IOException e) {
      return false;
    }
  }

  /** Never throws for what the bytes are: what comes before the damage is kept. */
  public static Read of(byte[] raw) {
    return of(raw, 0);
  }

  private static Read of(byte[] raw, int depth) {
    var reader = new Tnef(depth);
    reader.mail.charset = CodePages.of(1252);
    try {
      reader.attributes(new Bytes(raw));
    } catch (IOException cutOff) {
      reader.whole = false;
    }
    reader.files.stream().map(reader::file).forEach(reader.mail.files::add);
    return new Read(reader.mail.mail(), reader.whole);
  }

  private void attributes(Bytes in) throws IOException {
    if (in.i32() != SIGNATURE) {
      throw new IOException("no TNEF");
    }
    in.skip(2);
    for (int i = 0; i < MOST_ATTRIBUTES && in.left() > 9; i++) {
      in.skip(1);
      int id = in.i32() & 0xFFFF;
      var data = in.take(in.u32());
      in.skip(Math.min(2, in.left()));
      attribute(id, data);
    }
  }

  private void attribute(int id, byte[] data) throws IOException {
    switch (id) {
      case SUBJECT -> mail.put(MapiMail.SUBJECT, STRING, data);
      case BODY -> mail.put(MapiMail.BODY, STRING, data);
      case CODE_PAGE -> mail.charset = CodePages.of(new Bytes(data).i32());
      case PROPERTIES -> properties(mail, new Bytes(data));
      case FILE_BEGINS -> {
        if (files.size() < MOST_FILES) {
          files.add(new Properties());
        } else {
          whole = false;
        }
      }
      case FILE_TITLE -> onFile(file -> file.put(MapiMail.FILE_NAME, STRING, data));
      case FILE_CONTENT -> onFile(file -> file.put(MapiMail.ATTACHED, BINARY, data));
      case FILE_PROPERTIES -> {
        if (!files.isEmpty()) {
          properties(files.get(files.size() - 1), new Bytes(data));
        }
      }
      default -> {}
    }
  }

  private void onFile(java.util.function.Consumer<Properties> what) {
    if (!files.isEmpty()) {
      what.accept(files.get(files.size() - 1));
    }
  }

  /** An attached mail is TNEF again, behind the id of what it is. */
  private File file(Properties of) {
    of.charset = mail.charset;
    var file = of.file();
    var content = file.content();
    boolean mailInside =
        content != null && content.length > 20 && is(Arrays.copyOfRange(content, 16, 20));
    if (content == null || !mailInside || depth >= DEEPEST) {
      return file;
    }
    var inner = of(Arrays.copyOfRange(content, 16, content.length), depth + 1);
    whole &= inner.whole();
    return new File(file.name(), "message/rfc822", content, inner.mail());
  }

  private void properties(Properties into, Bytes in) throws IOException {
    long count = in.u32();
    for (long i = 0; i < Math.min(count, MOST_PROPERTIES); i++) {
      int type = in.u16();
      int id = in.u16();
      if (id >= 0x8000) {
        in.skip(16);
        if (in.i32() == 0) {
          in.skip(4);
        } else {
          in.skip(padded(in.u32()));
        }
      }
      boolean several = (type & MULTIPLE) != 0;
      int single = type & ~MULTIPLE;
      boolean sized = single == STRING || single == UNICODE || single == OBJECT || single == BINARY;
      long values = several || sized ? in.u32() : 1;
      for (long v = 0; v < values; v++) {
        if (sized) {
          long length = in.u32();
          var bytes = in.take(length);
          in.skip(Math.min(in.left(), padded(length) - length));
          into.put(id, single, bytes);
        } else {
          number(into, id, single, in);
        }
      }
    }
  }

  private static void number(Properties into, int id, int type, Bytes in) throws IOException {
    switch (type) {
      case 0x05, 0x06, 0x07, 0x14, 0x40 -> into.put(id, in.i64());
      case 0x48 -> in.skip(16);
      default -> into.put(id, in.i32());
    }
  }

  private static long padded(long length) {
    return length + 3 & ~3L;
  }
}
