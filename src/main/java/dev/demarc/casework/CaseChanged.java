package dev.demarc.casework;

import java.util.UUID;

/** Something happened on a case: fired in the transaction that puts it on the timeline. */
public record CaseChanged(UUID caseId) {}
