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

  /** What a stored model begins with. */
  private static final String MARK = "demarc-text-model-5";

  private TextModelFile() {}

  /**
   * @throws IllegalArgumentException for bytes that {@link #write} did not write
   */
  static TextModel read(byte @Nullable [] bytes) {
    try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      if (!MARK.equals(in.readUTF())) {
        throw new IOException("they do not begin with " + MARK);
      }
      return new TextModel(
          in.readUTF(),
          in.readUTF(),
          MaximumEntropy.parse(block(in)),
          orNone(block(in)),
          orNone(block(in)));
    } catch (IOException e) {
      throw new IllegalArgumentException("these bytes are no text model", e);
    }
  }

  private static @Nullable MaximumEntropy orNone(byte[] block) throws IOException {
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
