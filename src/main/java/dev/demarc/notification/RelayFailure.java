package dev.demarc.notification;

import java.time.Instant;

/** Why no mail leaves this node at the moment. */
public record RelayFailure(Instant since, String words) {}
