package dev.demarc.formats.bulk;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Looks one piece ahead, since only reading it tells whether there is one. */
abstract class BulkRecordIterator implements Iterator<BulkRecord> {

  private @Nullable BulkRecord next;
  private boolean ended;

  /** Null for nothing, such as an empty line, and at the end, after {@link #end}. */
  abstract @Nullable BulkRecord read();

  /** What is read now is the last. */
  final void end() {
    ended = true;
  }

  @Override
  public final boolean hasNext() {
    while (next == null && !ended) {
      next = read();
    }
    return next != null;
  }

  @Override
  public final @Nullable BulkRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var found = next;
    next = null;
    return found;
  }
}
