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
  private static final String MARK = "demarc-text-model-3";

  /** One that knows sides and categories, and not what a message does. */
  private static final String MARK_WITHOUT_MANNERS = "demarc-text-model-2";

  private TextModelFile() {}

  /**
   * @throws IllegalArgumentException for bytes that {@link #write} did not write
   */
  static TextModel read(byte @Nullable [] bytes) {
    try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      var mark = in.readUTF();
      if (!mark.equals(MARK) && !mark.equals(MARK_WITHOUT_MANNERS)) {
        return new TextModel(mark, "", MaximumEntropy.parse(in.readAllBytes()), null, null);
      }
      var version = in.readUTF();
      var taughtBy = mark.equals(MARK) ? in.readUTF() : "";
      var sides = MaximumEntropy.parse(block(in));
      var categories = model(block(in));
      return new TextModel(
          version, taughtBy, sides, categories, mark.equals(MARK) ? model(block(in)) : null);
    } catch (IOException e) {
      throw new IllegalArgumentException("these bytes are no text model", e);
    }
  }

  private static @Nullable MaximumEntropy model(byte[] block) throws IOException {
    return block.length == 0 ? null : MaximumEntropy.parse(block);
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
