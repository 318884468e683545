package dev.demarc.inventory.resolver;

import java.util.List;
import java.util.UUID;

/** What is needed to ask one. */
record StoredResolver(
    UUID id,
    String name,
    String url,
    byte[] secret,
    int timeoutMillis,
    int freshSeconds,
    int unknownSeconds,
    List<String> networks,
    List<String> domains) {}
