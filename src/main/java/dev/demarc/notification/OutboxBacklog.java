package dev.demarc.notification;

import java.time.Instant;
import java.util.Map;

/**
 * The mails that are not gone.
 *
 * @param mails how many, of each status but {@code SENT}
 * @param oldestPending when the oldest that waits for its delivery was written; null without one
 */
public record OutboxBacklog(Map<MailStatus, Long> mails, Instant oldestPending) {}
