package dev.demarc.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail of ours that somebody answers.
 *
 * @param caseId the case that it is about
 * @param recipient whom it was sent to
 * @param toTeam whether that is a queue's address, and else somebody who reported
 * @param byPerson whether a person chose to send it there
 */
public record AnsweredMail(
    @Nullable UUID caseId, String recipient, boolean toTeam, boolean byPerson) {}
