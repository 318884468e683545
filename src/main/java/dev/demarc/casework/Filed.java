package dev.demarc.casework;

import dev.demarc.shared.CaseKey;
import java.util.UUID;

/**
 * Where a report went.
 *
 * @param because why it joined a case that was open already; null where it opened one
 */
public record Filed(UUID caseId, CaseKey key, boolean joined, String because) {}
