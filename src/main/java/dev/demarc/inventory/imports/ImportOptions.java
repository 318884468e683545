package dev.demarc.inventory.imports;

import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a list is taken.
 *
 * @param dryRun whether it only tells what would change
 * @param skipMistakes whether lines that are wrong are left out; else one of them stops all
 * @param source a name for where the list comes from, by which the next one finds its own; null
 *     where it comes once
 * @param complete whether what the source no longer lists is over
 * @param asOf the time from which it holds, where a line names none; null for now
 * @param owner of lines that name none; null where it follows from tags and accounts
 * @param accountId of lines that name none; null where they name it
 */
public record ImportOptions(
    boolean dryRun,
    boolean skipMistakes,
    @Nullable String source,
    boolean complete,
    @Nullable Instant asOf,
    @Nullable String owner,
    @Nullable String accountId) {

  public static final ImportOptions USUAL =
      new ImportOptions(false, false, null, false, null, null, null);

  /**
   * @throws Problem INVALID naming the field
   */
  public ImportOptions {
    source = cut("source", source);
    owner = cut("owner", owner);
    accountId = cut("account", accountId);
    if (complete && source == null) {
      throw Problem.invalid(
          "source", "name the source of a complete list, so that only what it listed before ends");
    }
    if (accountId != null && !accountId.matches("[0-9]{12}")) {
      throw Problem.invalid("account", "an AWS account has twelve digits");
    }
  }

  private static @Nullable String cut(String field, @Nullable String text) {
    return TypedText.orNull(TypedText.atMost(200, field, text));
  }

  /** Whether a text is an address; keeps the import of it in one place. */
  static @Nullable String addressOrNull(@Nullable String text) {
    return EmailAddress.of(text).map(EmailAddress::value).orElse(null);
  }
}
