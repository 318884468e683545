package dev.demarc.shared;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identifiers that sort by the time they were made (UUIDv7, RFC 9562 section 5.7). */
public final class Ids {

  private static final long VERSION_7 = 0x7000;

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }

  /** Not above any identifier that was made at this time or later. */
  public static UUID firstOf(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | VERSION_7, Long.MIN_VALUE);
  }

  /** Empty where the text is null or no identifier in its usual form. */
  public static Optional<UUID> parse(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(UUID::fromString)
          .filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param otherwise what is told where the text is no identifier: no thing has it then
   * @throws Problem NOT_FOUND
   */
  public static UUID require(String text, String otherwise) {
    return parse(text).orElseThrow(() -> Problem.notFound(otherwise));
  }
}
