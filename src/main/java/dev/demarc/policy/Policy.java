package dev.demarc.policy;

import dev.demarc.shared.VersionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides: a matrix, a threshold and a text model.
 *
 * @param id null for what ships with Demarc and decides where nothing else was activated
 * @param shippedMatrix whether the matrix is the one that ships
 * @param autoRouteFrom the confidence from which work is routed without a person, 0..1
 * @param version to be named by whoever changes it
 */
public record Policy(
    @Nullable UUID id,
    String name,
    VersionStatus status,
    String matrixVersion,
    boolean shippedMatrix,
    double autoRouteFrom,
    String modelVersion,
    @Nullable Instant createdAt,
    @Nullable String createdBy,
    @Nullable Instant activatedAt,
    @Nullable String activatedBy,
    int version) {}
