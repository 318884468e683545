package dev.demarc.access.passwords;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes and compares the hashes of passwords: by Argon2id, a few at a time, and never while a
 * transaction holds a connection of the database.
 */
@ApplicationScoped
public class PasswordHashes {

  private static final int WAITING_FOR_EACH = 8;
  private static final long LONGEST_WAIT_MS = 2_000;
  private static final String BCRYPT_OF_NOBODY = BcryptUtil.bcryptHash("nobody");

  private final Argon2Hash.Cost cost;
  private final Semaphore free;
  private final int mostWaiting;
  private final Argon2Hash ofNobody;

  public PasswordHashes(PasswordSettings settings) {
    cost = new Argon2Hash.Cost(settings.memory(), settings.iterations(), settings.parallelism());
    int atOnce = settings.hashesAtOnce().orElse(Runtime.getRuntime().availableProcessors());
    free = new Semaphore(atOnce, true);
    mostWaiting = atOnce * WAITING_FOR_EACH;
    ofNobody = Argon2Hash.compute("nobody", cost);
  }

  /**
   * @throws Problem TOO_MANY_REQUESTS where too many hashes are under way already
   */
  public String hash(@Nullable String password) {
    return inTurn(() -> Argon2Hash.compute(Passwords.normalise(password), cost).written());
  }

  /**
   * @param stored null where there is no such person; that takes as long as a wrong password
   * @param bcryptInUse whether anybody still has a hash by bcrypt; if so, everybody's check takes
   *     as long as both kinds, so that the time does not tell who has which
   * @throws Problem TOO_MANY_REQUESTS where too many hashes are under way already
   */
  public boolean matches(String typed, @Nullable String stored, boolean bcryptInUse) {
    boolean usable = typed != null && !Passwords.isTooLong(typed);
    var password = usable ? typed : "";
    boolean matches = inTurn(() -> compare(password, stored, bcryptInUse));
    return usable && stored != null && matches;
  }

  private boolean compare(String password, @Nullable String stored, boolean bcryptInUse) {
    var bcrypt = stored != null && stored.startsWith("$2") ? stored : null;
    var argon2 =
        stored == null || bcrypt != null ? ofNobody : Argon2Hash.parse(stored).orElse(ofNobody);
    boolean byArgon2 = argon2.matches(Passwords.normalise(password)) && argon2 != ofNobody;
    boolean byBcrypt =
        (bcryptInUse || bcrypt != null)
            && BcryptUtil.matches(password, bcrypt == null ? BCRYPT_OF_NOBODY : bcrypt)
            && bcrypt != null;
    return byArgon2 || byBcrypt;
  }

  /** Whether it was computed by another way or at another cost than new ones are. */
  public boolean isOutdated(@Nullable String stored) {
    return Argon2Hash.parse(stored).map(hash -> !hash.cost().equals(cost)).orElse(true);
  }

  private <T> T inTurn(Supplier<T> work) {
    if (QuarkusTransaction.isActive()) {
      throw new IllegalStateException(
          "A password is hashed inside a transaction, which would hold its connection meanwhile");
    }
    if (free.getQueueLength() >= mostWaiting || !acquire()) {
      throw new Problem(
          ProblemType.TOO_MANY_REQUESTS,
          "Too many people are signing in at this moment; try again in a few seconds.");
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }

  private boolean acquire() {
    try {
      return free.tryAcquire(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
