package dev.demarc.notification;

import dev.demarc.notification.relay.NewFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes out with a reply besides its text.
 *
 * @param draftOf whose draft's files go with it; null for none
 * @param added files that come with the reply itself
 */
public record FilesToSend(@Nullable String draftOf, List<NewFile> added) {

  public static final FilesToSend NONE = new FilesToSend(null, List.of());

  /** Those that this person kept with their draft on the case. */
  public static FilesToSend ofDraft(String person) {
    return new FilesToSend(person, List.of());
  }
}
