package dev.demarc.policy;

import dev.demarc.responsibility.Engine;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.TextModel;
import dev.demarc.responsibility.matrix.Matrix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The engine of the policy in force. Which one that is stands in the database, so that all nodes
 * follow at once; the engine itself is built once for each policy.
 */
@ApplicationScoped
class InForce implements EngineInForce {

  private record Built(@Nullable UUID policy, Engine engine) {}

  private final EntityManager database;
  private final double shippedThreshold;
  private volatile @Nullable Built last;

  InForce(
      EntityManager database,
      @ConfigProperty(name = "demarc.engine.auto-route-from", defaultValue = "0.8")
          double shippedThreshold) {
    this.database = database;
    this.shippedThreshold = shippedThreshold;
  }

  @Override
  @Transactional
  public Engine engine() {
    var id = id();
    var built = last;
    if (built == null || !java.util.Objects.equals(built.policy(), id)) {
      built = new Built(id, id == null ? shipped() : of(database.find(StoredPolicy.class, id)));
      last = built;
    }
    return built.engine();
  }

  /** Null where what ships is in force. */
  @Nullable UUID id() {
    return database
        .createQuery("select id from StoredPolicy where status = 'ACTIVE'", UUID.class)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  double shippedThreshold() {
    return shippedThreshold;
  }

  private Engine shipped() {
    return new Engine(Matrix.load(), shippedThreshold, TextModel.builtIn());
  }

  Engine of(StoredPolicy policy) {
    var matrix = policy.matrix == null ? Matrix.load() : Matrix.parse("the matrix", policy.matrix);
    return new Engine(matrix, policy.threshold, model(policy.modelId));
  }

  TextModel model(@Nullable UUID id) {
    return id == null
        ? TextModel.builtIn()
        : TextModel.parse(database.find(StoredModel.class, id).bytes);
  }
}
