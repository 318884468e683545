package dev.demarc.formats.mime;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.BufferRecycler;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Hands header fields to mime4j no longer than anybody needs them and no more of them: it parses
 * Content-Type in time that grows with the square of its length, and throws for every line that is
 * no field.
 */
final class CappedFieldBuilder implements FieldBuilder {

  private static final int LONGEST_FIELD = 16 * 1024;
  private static final int MOST_FIELDS = 20_000;

  /** The field that was built keeps its bytes, so the next one needs its own. */
  private ByteArrayBuffer field = new ByteArrayBuffer(256);

  private int fields;

  @Override
  public void reset() {
    field = new ByteArrayBuffer(256);
  }

  @Override
  public void append(ByteArrayBuffer line) {
    int room = LONGEST_FIELD - field.length();
    if (line != null && room > 0) {
      field.append(line.buffer(), 0, Math.min(line.length(), room));
    }
  }

  /** Null, which is skipped, for a line without a name and a colon. */
  @Override
  public @Nullable RawField build() throws MimeException {
    int colon = field.indexOf((byte) ':');
    return colon <= 0 || colon > 200 || fields++ > MOST_FIELDS
        ? null
        : RawFieldParser.DEFAULT.parseField(field);
  }

  @Override
  public RecycledByteArrayBuffer getRaw() {
    var raw = new RecycledByteArrayBuffer(new BufferRecycler(), Math.max(1, field.length()));
    raw.append(field.buffer(), 0, field.length());
    return raw;
  }

  @Override
  public void release() {
    // nothing is pooled
  }
}
