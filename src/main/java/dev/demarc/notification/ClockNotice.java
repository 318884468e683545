package dev.demarc.notification;

import java.util.UUID;

/**
 * What somebody is told of a clock.
 *
 * @param headline one line; what was reported stands in it only where mails may have it
 * @param sample whether the case is made up: its mail is held, whatever is configured
 */
public record ClockNotice(
    UUID caseId, String caseKey, String recipient, String headline, String body, boolean sample) {}
