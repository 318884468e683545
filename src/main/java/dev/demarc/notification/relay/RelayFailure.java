package dev.demarc.notification.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why no mail leaves this node at the moment. */
public record RelayFailure(Instant since, @Nullable String words) {}
