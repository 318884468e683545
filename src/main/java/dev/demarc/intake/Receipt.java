package dev.demarc.intake;

import java.util.UUID;

/**
 * The answer to a delivery: it is committed.
 *
 * @param repeat whether the same delivery had been taken in before
 */
public record Receipt(UUID reportId, boolean repeat) {}
