package dev.demarc.console.cases.page;

import dev.demarc.shared.Ids;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest entry of a case's timeline that whoever sends a form has seen: what came after it is
 * news to them, and told where their change is refused.
 */
@RequestScoped
public class SeenEntry {

  private @Nullable UUID id;

  /** Null where the form says nothing of it. */
  @Nullable UUID id() {
    return id;
  }

  void parse(String text) {
    id = Ids.parse(text).orElse(null);
  }
}
