package dev.demarc.notification;

import java.time.Instant;

/** Why no mail leaves this node at the moment. */
public record RelayTrouble(Instant since, String words) {}
