package dev.demarc.notification;

import org.jspecify.annotations.Nullable;
import java.time.Instant;

/** Why no mail leaves this node at the moment. */
public record RelayFailure(Instant since, @Nullable String words) {}
