package dev.demarc.formats.indicators;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cues of one text, by where they end. */
final class TextCues {

  /** Where a cue stands. */
  record At(int start, int end, Cue cue) {}

  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private Cue[] cues = new Cue[64];
  private int count;

  TextCues(String text) {
    CuePhrases.in(text, this::add);
  }

  private void add(int start, int end, Cue cue) {
    if (count == ends.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      cues = Arrays.copyOf(cues, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    cues[count++] = cue;
  }

  /** The last of these that stands between; of two with the same end the longer one. */
  @Nullable At last(int from, int to, Set<Cue> wanted) {
    At best = null;
    for (int i = firstEndingAfter(to) - 1; i >= 0 && ends[i] > from; i--) {
      if (best != null && ends[i] < best.end()) {
        break;
      }
      boolean longer = best == null || starts[i] < best.start();
      if (wanted.contains(cues[i]) && starts[i] >= from && longer) {
        best = new At(starts[i], ends[i], cues[i]);
      }
    }
    return best;
  }

  /** The first of these that stands between; of two with the same begin the longer one. */
  @Nullable At first(int from, int to, Set<Cue> wanted) {
    At best = null;
    for (int i = firstEndingAfter(from); i < count && ends[i] <= to; i++) {
      boolean sooner = best == null || starts[i] < best.start() || starts[i] == best.start();
      if (wanted.contains(cues[i]) && starts[i] >= from && sooner) {
        best = new At(starts[i], ends[i], cues[i]);
      }
    }
    return best;
  }

  boolean has(int from, int to, Cue wanted) {
    for (int i = firstEndingAfter(from); i < count && ends[i] <= to; i++) {
      if (cues[i] == wanted && starts[i] >= from) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return count == 0;
  }

  private int firstEndingAfter(int at) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
