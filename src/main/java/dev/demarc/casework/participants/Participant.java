package dev.demarc.casework.participants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside who has to do with a case.
 *
 * @param takesPart whether notes to those who reported go there unless others are chosen: the
 *     address is proved, and they are here for more than a report about the same thing
 * @param proof how they proved to be at the address; null where they only claim it
 * @param because how they came to be on the case
 * @param replyTo where they ask for answers instead; shown, never written to. Null where nowhere
 *     else
 */
public record Participant(
    String address,
    boolean takesPart,
    @Nullable AddressProof proof,
    String because,
    Instant since,
    String replyTo) {}
