package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.SecondFactorRemoved;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.people.Person;
import dev.demarc.access.totp.QrPicture;
import dev.demarc.access.totp.RecoveryCode;
import dev.demarc.access.totp.TotpSecret;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.SecretEncryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps second factors, and takes their codes. Every method is part of its caller's transaction.
 */
@ApplicationScoped
class SecondFactors {

  /** What a code was. */
  enum Code {
    WRONG,
    OF_AUTHENTICATOR,
    RECOVERY;

    /** For the audit log. */
    String words() {
      return this == RECOVERY ? "with a recovery code" : "with a second factor";
    }
  }

  private static final String ISSUER = "Demarc";
  private static final Duration OFFER_LASTS = Duration.ofMinutes(30);

  private final EntityManager database;
  private final Clock clock;
  private final SecretEncryption encryption;
  private final AuditLog log;
  private final SecondFactorRule rule;
  private final Event<SecondFactorRemoved> removed;

  SecondFactors(
      EntityManager database,
      Clock clock,
      SecretEncryption encryption,
      AuditLog log,
      SecondFactorRule rule,
      Event<SecondFactorRemoved> removed) {
    this.database = database;
    this.clock = clock;
    this.encryption = encryption;
    this.log = log;
    this.rule = rule;
    this.removed = removed;
  }

  /**
   * A new secret, of which nothing is stored: the form brings it back, sealed for this person.
   *
   * @throws Problem CONFLICT where no key is configured that secrets are encrypted with
   */
  SecondFactorOffer offer(UUID person, String username) {
    return shown(person, username, TotpSecret.random(), clock.instant().plus(OFFER_LASTS));
  }

  /** The same one again, where its code was wrong. */
  SecondFactorOffer offerAgain(UUID person, String username, String sealed) {
    var open = open(person, sealed);
    return shown(person, username, open.secret(), open.until());
  }

  private SecondFactorOffer shown(UUID person, String username, TotpSecret secret, Instant until) {
    var sealed = encryption.seal(person, until.getEpochSecond() + " " + secret.base32());
    var address = secret.address(ISSUER, username);
    return new SecondFactorOffer(
        Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
        secret.spaced(),
        address,
        QrPicture.of(address));
  }

  private record Opened(TotpSecret secret, Instant until) {}

  private Opened open(UUID person, String sealed) {
    try {
      var parts = encryption.open(person, Base64.getUrlDecoder().decode(sealed)).split(" ");
      var until = Instant.ofEpochSecond(Long.parseLong(parts[0]));
      if (until.isAfter(clock.instant())) {
        return new Opened(new TotpSecret(parts[1]), until);
      }
    } catch (IllegalArgumentException | Problem notOurs) {
      // is told below
    }
    throw new Problem(ProblemType.CONFLICT, "This page is too old; begin anew.");
  }

  /**
   * @param person held by the transaction
   * @return recovery codes, shown this once; empty where the code is wrong
   * @throws Problem CONFLICT where the offer is old or another's, or the person has one already
   */
  @Transactional(Transactional.TxType.MANDATORY)
  List<String> setUp(Person person, String sealed, String code, Caller by) {
    if (person.totpSecret != null) {
      throw new Problem(ProblemType.CONFLICT, "You have a second factor already.");
    }
    var secret = open(person.id, sealed).secret();
    var step = secret.stepOf(typed(code), clock.instant(), 0);
    if (step.isEmpty()) {
      return List.of();
    }
    person.totpSecret = encryption.seal(person.id, secret.base32());
    person.totpSince = clock.instant();
    person.totpLastStep = step.getAsLong();
    log.add(AuditKind.SECOND_FACTOR_SET_UP, by, null, null);
    return newRecoveryCodes(person);
  }

  @Transactional(Transactional.TxType.MANDATORY)
  List<String> renewRecoveryCodes(Person person, Caller by) {
    log.add(AuditKind.RECOVERY_CODES_RENEWED, by, null, null);
    return newRecoveryCodes(person);
  }

  private List<String> newRecoveryCodes(Person person) {
    dropRecoveryCodes(person);
    var codes = RecoveryCode.list();
    database
        .createNativeQuery(
            "insert into recovery_code (code_hash, person_id) select decode(h, 'hex'), :person from"
                + " unnest(cast(:hashes as text[])) as h")
        .setParameter("person", person.id)
        .setParameter("hashes", codes.stream().map(SecondFactors::hex).toArray(String[]::new))
        .executeUpdate();
    return codes.stream().map(RecoveryCode::written).toList();
  }

  private static String hex(RecoveryCode code) {
    return HexFormat.of().formatHex(code.hash());
  }

  private void dropRecoveryCodes(Person person) {
    database
        .createNativeQuery("delete from recovery_code where person_id = :person")
        .setParameter("person", person.id)
        .executeUpdate();
  }

  /**
   * What is taken is spent.
   *
   * @param person held by the transaction, so that one code is not taken twice
   * @throws Problem CONFLICT where the secret cannot be decrypted on this node
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Code take(Person person, String code, @Nullable String address) {
    var typed = typed(code);
    if (TotpSecret.isCode(typed)) {
      return takeCode(person, typed);
    }
    if (RecoveryCode.of(typed).filter(recovery -> spend(person, recovery)).isEmpty()) {
      return Code.WRONG;
    }
    var left = "left: " + recoveryCodesLeft(person);
    log.add(AuditKind.RECOVERY_CODE_USED, Caller.of(person.username, address), null, left);
    return Code.RECOVERY;
  }

  private Code takeCode(Person person, String typed) {
    if (person.totpSecret == null) {
      return Code.WRONG;
    }
    var secret = new TotpSecret(encryption.open(person.id, person.totpSecret));
    var step = secret.stepOf(typed, clock.instant(), person.totpLastStep);
    step.ifPresent(taken -> person.totpLastStep = taken);
    return step.isPresent() ? Code.OF_AUTHENTICATOR : Code.WRONG;
  }

  private boolean spend(Person person, RecoveryCode code) {
    return database
            .createNativeQuery(
                "delete from recovery_code where code_hash = :hash and person_id = :person")
            .setParameter("hash", code.hash())
            .setParameter("person", person.id)
            .executeUpdate()
        > 0;
  }

  private static String typed(String code) {
    var typed = code == null ? "" : code.strip();
    return typed.length() > 64 ? "" : typed.matches("[0-9 ]+") ? typed.replace(" ", "") : typed;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void remove(Person person, AuditKind how, Caller by) {
    log.add(how, by, how == AuditKind.SECOND_FACTOR_RESET ? person.username : null, null);
    person.totpSecret = null;
    person.totpSince = null;
    person.totpLastStep = 0;
    dropRecoveryCodes(person);
    removed.fire(
        new SecondFactorRemoved(
            person.username, person.name, person.email, rule.isRequiredFor(person.role), by));
  }

  @Transactional
  int recoveryCodesLeft(Person person) {
    return ((Number)
            database
                .createNativeQuery("select count(*) from recovery_code where person_id = :person")
                .setParameter("person", person.id)
                .getSingleResult())
        .intValue();
  }
}
