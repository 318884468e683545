package dev.demarc.casework.merging;

import dev.demarc.shared.Category;
import java.time.Instant;
import java.util.List;

/**
 * An open case that looks like the same matter as another.
 *
 * @param reasons what they have in common, the most telling first
 */
public record MergeSuggestion(
    String key,
    String title,
    Category category,
    int reports,
    Instant openedAt,
    int version,
    List<String> reasons) {}
