package dev.demarc.access.passwords;

import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Holds new passwords against the configured length and the list of common ones. */
@ApplicationScoped
public class PasswordPolicy {

  private static final String LIST = "/common-passwords.txt.gz";

  private static final int SHORTEST_CONFIGURED = 12;

  private final PasswordSettings settings;
  private final Set<String> common;

  PasswordPolicy(PasswordSettings settings) {
    this.settings = settings;
    this.common = common();
  }

  /**
   * @param names of the person whose password it is to be
   * @throws Problem INVALID, naming {@code password} and why
   */
  public void require(@Nullable String typed, Collection<String> names) {
    Passwords.require(typed, settings.shortest(), names, common::contains);
  }

  /**
   * Of the one that the configuration gives the first administrator: an installation that is set up
   * by a script must not fail over what earlier releases took, and is told instead.
   *
   * @return what is against it all the same
   * @throws Problem INVALID, naming {@code password} and why
   */
  public Optional<String> requireConfigured(@Nullable String typed, Collection<String> names) {
    Passwords.require(
        typed, Math.min(SHORTEST_CONFIGURED, settings.shortest()), List.of(), common::contains);
    return Passwords.objection(typed, settings.shortest(), names, common::contains);
  }

  public int shortest() {
    return settings.shortest();
  }

  public static Set<String> common() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(PasswordPolicy.class.getResourceAsStream(LIST)),
                StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(LIST + " cannot be read", e);
    }
  }
}
