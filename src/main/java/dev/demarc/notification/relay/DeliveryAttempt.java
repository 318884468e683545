package dev.demarc.notification.relay;

import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of handing a mail to the relay.
 *
 * @param words for the outbox; null where the mail was taken
 * @param notBefore when it may be tried again, where that is the relay's matter and not the mail's
 */
public record DeliveryAttempt(
    Verdict verdict, @Nullable String words, @Nullable Instant notBefore) {}
