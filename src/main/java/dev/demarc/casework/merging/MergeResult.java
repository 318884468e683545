package dev.demarc.casework.merging;

import dev.demarc.casework.merging.MergePreview.Refused;
import java.util.List;
import java.util.UUID;

/**
 * What a merge did.
 *
 * @param id by which all of it can be taken back
 * @param merged the keys of those that went; each leads to {@code into} now
 * @param refused those that did not, and why
 */
public record MergeResult(
    UUID id, String into, List<String> merged, List<Refused> refused, int reports) {}
