package dev.demarc.responsibility;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How a {@link TextModel} is stored: compressed, a mark first, then one block for each model. */
final class TextModelFile {

  /** What a stored model begins with; one from before it had categories begins with its version. */
  private static final String MARK = "demarc-text-model-4";

  /** The same with each block as OpenNLP writes it. */
  private static final String MARK_OF_OPEN_NLP = "demarc-text-model-3";

  /** One of those that knows sides and categories, and not what a message does. */
  private static final String MARK_WITHOUT_MANNERS = "demarc-text-model-2";

  private TextModelFile() {}

  /**
   * @throws IllegalArgumentException for bytes that {@link #write} did not write
   */
  static TextModel read(byte @Nullable [] bytes) {
    try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      var mark = in.readUTF();
      return switch (mark) {
        case MARK -> read(in, true, MaximumEntropy::parse);
        case MARK_OF_OPEN_NLP -> read(in, true, MaximumEntropy::parseOpenNlp);
        case MARK_WITHOUT_MANNERS -> read(in, false, MaximumEntropy::parseOpenNlp);
        default ->
            new TextModel(mark, "", MaximumEntropy.parseOpenNlp(in.readAllBytes()), null, null);
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("these bytes are no text model", e);
    }
  }

  private interface Reader {
    MaximumEntropy read(byte[] block) throws IOException;
  }

  private static TextModel read(DataInputStream in, boolean withManners, Reader reader)
      throws IOException {
    var version = in.readUTF();
    var taughtBy = withManners ? in.readUTF() : "";
    var sides = reader.read(block(in));
    var categories = orNone(block(in), reader);
    var manners = withManners ? orNone(block(in), reader) : null;
    return new TextModel(version, taughtBy, sides, categories, manners);
  }

  private static @Nullable MaximumEntropy orNone(byte[] block, Reader reader) throws IOException {
    return block.length == 0 ? null : reader.read(block);
  }

  private static byte[] block(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  /**
   * @param models of sides, of categories and of what a message does; null for one it lacks
   */
  static byte[] write(
      String version, String taughtBy, List<? extends @Nullable MaximumEntropy> models) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeUTF(MARK);
      out.writeUTF(version);
      out.writeUTF(taughtBy);
      for (var model : models) {
        var block = model == null ? new byte[0] : model.bytes();
        out.writeInt(block.length);
        out.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
