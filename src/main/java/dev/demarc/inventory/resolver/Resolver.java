package dev.demarc.inventory.resolver;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A desk's own system that is asked, without its secret.
 *
 * @param networks it is asked about addresses in these
 * @param domains and about host names in these
 * @param timeoutMillis until an answer is there in full
 * @param freshSeconds how long an answer stands where it does not say itself
 * @param unknownSeconds the same of the answer that nobody held it
 * @param failingSince null while it answers
 * @param waiting questions that are still to be asked, or asked again
 * @param version to be named by whoever changes it
 */
public record Resolver(
    UUID id,
    String name,
    String url,
    List<String> networks,
    List<String> domains,
    int timeoutMillis,
    int freshSeconds,
    int unknownSeconds,
    boolean enabled,
    Instant answeredAt,
    Instant failingSince,
    String lastError,
    long waiting,
    int version) {}
