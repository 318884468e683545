package dev.demarc.access.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the audit log tells of. */
public enum AuditKind {
  SIGNED_IN("signed in"),
  SIGN_IN_FAILED("failed to sign in"),
  SIGNED_OUT("signed out"),
  SESSION_ENDED("ended a session"),
  PASSWORD_CHANGED("changed a password"),
  PASSWORD_REFUSED("gave a wrong current password"),
  SECOND_FACTOR_SET_UP("set up a second factor"),
  SECOND_FACTOR_TURNED_OFF("turned off a second factor"),
  SECOND_FACTOR_RESET("reset a second factor"),
  SECOND_FACTOR_REFUSED("gave a wrong code"),
  RECOVERY_CODES_RENEWED("made new recovery codes"),
  RECOVERY_CODE_USED("used a recovery code"),
  PERSON_ADDED("added a person"),
  PERSON_DEACTIVATED("deactivated a person"),
  PERSON_REACTIVATED("reactivated a person"),
  ROLE_CHANGED("changed a role"),
  SIGHT_CHANGED("changed whose cases somebody sees"),
  KEY_MADE("made a key"),
  KEY_CHANGED("changed a key"),
  KEY_ROTATED("gave a key a new secret"),
  KEY_REVOKED("revoked a key"),
  KEY_REFUSED("was refused with a key"),
  SETTING_CHANGED("changed a setting");

  private final String words;

  AuditKind(String words) {
    this.words = words;
  }

  /** As it reads on after who did it. */
  public String words() {
    return words;
  }

  /** The name in the API and the table. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<AuditKind> of(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
  }
}
