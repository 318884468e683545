package dev.demarc.inventory.imports;

import dev.demarc.inventory.NewEntry;
import org.jspecify.annotations.Nullable;

/** Takes what a reader finds in a file, in order. */
interface EntrySink {

  void entry(long line, NewEntry entry);

  void mistake(long line, @Nullable String detail);
}
