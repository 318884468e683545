package dev.demarc.access;

import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queues by which people and keys are limited, as people name them. */
@ApplicationScoped
public class SeenQueues {

  private final EntityManager database;

  SeenQueues(EntityManager database) {
    this.database = database;
  }

  /** Their slugs, by id. */
  public Map<UUID, String> slugs() {
    var slugs = new LinkedHashMap<UUID, String>();
    database
        .createNativeQuery("select id, slug from queue order by position", Tuple.class)
        .getResultList()
        .forEach(row -> slugs.put((UUID) ((Tuple) row).get(0), (String) ((Tuple) row).get(1)));
    return slugs;
  }

  /**
   * @return null for every queue
   * @throws Problem INVALID naming {@code queues}
   */
  public UUID @Nullable [] parse(Collection<String> named) {
    var slugs = slugs();
    if (!slugs.values().containsAll(named)) {
      throw Problem.invalid("queues", "must be of " + String.join(", ", slugs.values()));
    }
    var ids =
        slugs.keySet().stream().filter(id -> named.contains(slugs.get(id))).toArray(UUID[]::new);
    return ids.length == 0 ? null : ids;
  }

  /** Empty for every queue. */
  public static List<String> named(UUID @Nullable [] ids, Map<UUID, String> slugs) {
    return ids == null
        ? List.of()
        : Arrays.stream(ids).map(id -> slugs.getOrDefault(id, id.toString())).toList();
  }

  /**
   * @param side {@code aws} or {@code customer}; empty for both
   * @return null for both
   * @throws Problem INVALID naming {@code side}
   */
  public static @Nullable String parseSide(String side) {
    return switch (side.trim()) {
      case "" -> null;
      case "aws" -> "AWS";
      case "customer" -> "CUSTOMER";
      default -> throw Problem.invalid("side", "must be aws or customer, or empty for both");
    };
  }

  /** As the API tells it; null for both. */
  public static @Nullable String sideSlug(@Nullable String side) {
    return side == null ? null : side.toLowerCase(Locale.ROOT);
  }

  /** As the audit log tells it; empty where nothing is limited. */
  public static String inWords(List<String> queues, @Nullable String side) {
    return (queues.isEmpty() ? "" : "; queues " + String.join(", ", queues))
        + (side == null ? "" : "; side " + sideSlug(side));
  }
}
