package dev.demarc.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a team is told of new work on a case that is TLP:RED: that it is there, and nothing of what
 * was reported.
 *
 * @param side {@code AWS} or {@code Customer}, as people read it
 * @param sample whether the case is made up: its mail is held, whatever is configured
 */
public record RestrictedNotice(
    UUID caseId,
    String caseKey,
    String recipient,
    String queueName,
    String side,
    @Nullable String task,
    WorkDue due,
    boolean sample) {}
