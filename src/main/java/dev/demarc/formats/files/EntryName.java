package dev.demarc.formats.files;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file in an archive, made harmless to show: a relative path in one line.
 *
 * @param warning where the name as written leads somewhere else; null where it does not
 */
record EntryName(String shown, @Nullable String warning) {

  private static final int LONGEST = 300;
  private static final int LONGEST_RAW = 4_096;
  private static final int DEEPEST = 50;
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");

  static EntryName of(@Nullable String raw) {
    var name = Text.cut(raw == null ? "" : raw, LONGEST_RAW);
    var visible = Text.withoutDirections(Text.withoutControls(oneLine(name)));
    boolean hidden = !visible.equals(name);
    boolean absolute =
        visible.startsWith("/") || visible.startsWith("\\") || DRIVE.matcher(visible).find();
    boolean upwards = false;
    var parts = new ArrayList<String>();
    for (var part : DRIVE.matcher(visible).replaceFirst("").split("[/\\\\]")) {
      upwards |= part.strip().equals("..");
      if (!part.isBlank() && !part.strip().equals(".") && !part.strip().equals("..")) {
        parts.add(part.strip());
      }
    }
    var kept = parts.subList(Math.max(0, parts.size() - DEEPEST), parts.size());
    var shown = Text.oneLine(String.join("/", kept), LONGEST);
    return new EntryName(
        shown.isEmpty() ? "(no name)" : shown,
        upwards || absolute
            ? "Its name leads out of the archive's folder: " + Text.oneLine(visible, LONGEST)
            : hidden ? "Its name hides characters that cannot be seen." : null);
  }

  /** Line ends are as hidden as any other control character. */
  private static String oneLine(String name) {
    return name.replace('\n', '\uFFFD').replace('\r', '\uFFFD').replace('\t', '\uFFFD');
  }

  EntryName orWarn(@Nullable String disguise) {
    return warning != null || disguise == null ? this : new EntryName(shown, disguise);
  }
}
