package dev.demarc.access;

import dev.demarc.shared.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key may be used for; a person's role is the same for keys as it is for people. */
public enum Scope {
  /** Sends reports, and reads what became of those that the same key sent. */
  SUBMIT,
  /** Reads all that an analyst reads, and changes nothing. */
  READ,
  /** Works cases, as a lead does; reads, too. */
  WORK,
  /** All that an administrator may. */
  ADMINISTER;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws Problem INVALID naming {@code scopes} where there is none or one is unknown
   */
  public static Set<Scope> parse(@Nullable Collection<String> slugs) {
    if (slugs == null || slugs.isEmpty()) {
      throw invalid();
    }
    var scopes = EnumSet.noneOf(Scope.class);
    for (var slug : slugs) {
      scopes.add(
          Arrays.stream(values())
              .filter(scope -> scope.slug().equals(slug))
              .findFirst()
              .orElseThrow(Scope::invalid));
    }
    return withImplied(scopes);
  }

  private static Problem invalid() {
    return Problem.invalid("scopes", "name one or more of submit, read, work, administer");
  }

  private static Set<Scope> withImplied(Set<Scope> scopes) {
    if (scopes.contains(ADMINISTER)) {
      return EnumSet.allOf(Scope.class);
    }
    if (scopes.contains(WORK)) {
      scopes.add(READ);
    }
    return scopes;
  }

  /** The scopes that do what a role may. */
  public static Set<Scope> ofRole(String role) {
    return switch (role) {
      case Roles.ADMINISTRATOR -> EnumSet.allOf(Scope.class);
      case Roles.ANALYST -> EnumSet.of(SUBMIT, READ, WORK);
      case Roles.SUBMITTER -> EnumSet.of(SUBMIT);
      default -> throw Problem.invalid("role", "must be administrator, analyst or submitter");
    };
  }

  /**
   * The roles that one request with such a key has.
   *
   * @param reading whether its method changes nothing (RFC 9110 section 9.2.1)
   */
  public static Set<String> roles(Set<Scope> scopes, boolean reading) {
    var roles = new HashSet<String>();
    boolean reads = reading && scopes.contains(READ);
    if (scopes.contains(ADMINISTER)) {
      roles.add(Roles.ADMINISTRATOR);
    }
    if (scopes.contains(ADMINISTER) || scopes.contains(WORK)) {
      roles.add(Roles.LEAD);
    }
    if (scopes.contains(ADMINISTER) || scopes.contains(WORK) || reads) {
      roles.add(Roles.ANALYST);
    }
    if (scopes.contains(ADMINISTER) || scopes.contains(SUBMIT) || reads) {
      roles.add(Roles.SUBMITTER);
    }
    return roles;
  }
}
