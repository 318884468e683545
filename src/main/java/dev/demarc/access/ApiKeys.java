package dev.demarc.access;

import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The keys that programs call the API with. */
@ApplicationScoped
public class ApiKeys implements PanacheRepositoryBase<ApiKey, UUID> {

  /** One key, without its secret. */
  public record Entry(
      UUID id, String name, String role, Instant createdAt, String createdBy, Instant revokedAt) {}

  private final Clock clock;

  ApiKeys(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return the key itself, which is kept nowhere
   * @throws Problem where the name is taken or the role unknown
   */
  @Transactional
  public String create(String wanted, String role, String createdBy) {
    var name = TypedText.clean(wanted);
    if (name == null || name.isBlank() || name.length() > 100) {
      throw Problem.invalid("name", "say what the key is for, in at most 100 characters");
    }
    if (role == null
        || !Set.of(Roles.ADMINISTRATOR, Roles.ANALYST, Roles.SUBMITTER).contains(role)) {
      throw Problem.invalid("role", "must be administrator, analyst or submitter");
    }
    if (find("name", name).count() > 0) {
      throw new Problem(ProblemType.CONFLICT, "There is a key named " + name + " already.");
    }
    var key = "dm_" + Secret.token();
    persist(entity(name, key, role, createdBy));
    return key;
  }

  /** Makes the configured key valid, and the one configured before it invalid. */
  void keep(String name, String key, String role) {
    var known = find("name", name).firstResult();
    if (known == null) {
      persist(entity(name, key, role, "configuration"));
    } else {
      known.keyHash = Secret.hash(key);
      known.role = role;
      known.revokedAt = null;
    }
  }

  private ApiKey entity(String name, String key, String role, String createdBy) {
    var entity = new ApiKey();
    entity.id = Ids.next();
    entity.name = name;
    entity.keyHash = Secret.hash(key);
    entity.role = role;
    entity.createdAt = clock.instant();
    entity.createdBy = createdBy;
    return entity;
  }

  @Transactional
  public void revoke(UUID id) {
    var key = findById(id);
    if (key == null) {
      throw Problem.notFound("There is no such key.");
    }
    if (key.revokedAt == null) {
      key.revokedAt = clock.instant();
    }
  }

  /** Newest first, 500 at most. */
  @Transactional
  public List<Entry> all() {
    return findAll(Sort.descending("createdAt")).page(0, 500).stream()
        .map(k -> new Entry(k.id, k.name, k.role, k.createdAt, k.createdBy, k.revokedAt))
        .toList();
  }
}
