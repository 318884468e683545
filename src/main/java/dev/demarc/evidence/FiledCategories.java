package dev.demarc.evidence;

import dev.demarc.shared.Category;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What filed reports are about. */
public interface FiledCategories {

  /**
   * What the report itself claims, and what the engine made of it; neither may be known.
   *
   * @return empty where the report is not filed
   */
  Optional<Set<Category>> categories(UUID reportId);
}
